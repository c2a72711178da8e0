"""A place asks by its challenge for another scheme than the one by which this host took the call.

What opened other places is good, then: it is only not what this one looks at.
"""

from inspector.diagnose.facts.accepted_elsewhere import first_word, taken_at_other_hosts
from inspector.diagnose.facts.callers.written_logins import password_in_query
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import bears_its_name
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_handed_out
from inspector.protocol.scheme_words import COMMON_SCHEMES
from inspector.reading.credential import Credential
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL


def challenged_key(case: Case) -> Credential | None:
    """Return the key that was sent where a challenge asks for a scheme; None without one."""
    wanted = COMMON_SCHEMES.intersection(case.heard.schemes)
    if case.sent.authorization is not None or not case.sent.keys or not wanted:
        return None
    if case.status not in MAY_REFUSE_CREDENTIAL:
        return None
    if password_in_query(case) and not LOGIN_SCHEMES.isdisjoint(wanted):
        return None  # it is what is asked for, in a place that is not read
    key = case.sent.keys[0]
    if bears_its_name(case, key.name) and not is_handed_out(key.name):
        return None  # it is read beside the login that browsers are asked for
    # What a body holds is nothing to a gate that asks for a login.
    by_gate = not LOGIN_SCHEMES.isdisjoint(wanted) and case.heard.gives_no_reason
    if key.where == "body" and (case.asks_provider or not by_gate):
        return None
    return key


def asks_for_another(case: Case) -> bool:
    """Whether what was taken elsewhere meets a challenge here that it is no answer to."""
    return case.once(_asks_for_another)


def _asks_for_another(case: Case) -> bool:
    if case.status not in CHALLENGES:
        return False
    if challenged_key(case) is not None:
        return case.accepted_elsewhere is not None or _taken_at_other_port(case)
    return is_of_another_part(case) or (names_other_schemes(case) and _taken_at_other_port(case))


def _taken_at_other_port(case: Case) -> bool:
    mine = case.sent.bare_host
    return any(one.sent.bare_host == mine for one in taken_at_other_hosts(case))


def is_of_another_part(case: Case) -> bool:
    """Whether Authorization was taken by this host, always in other parts of it than this one.

    A part with a login of its own (figures, pages of the operator) begins with another word.
    """
    if not names_other_schemes(case):
        return False
    near = (*case.before, *case.after)
    taken = [one for one in near if one.succeeded and case.shares_credential(one)]
    return bool(taken) and all(first_word(one) != first_word(case) for one in taken)


def names_other_schemes(case: Case) -> bool:
    """Whether challenges name known schemes, and not that of the Authorization that was sent."""
    sent, offered = case.sent.authorization, COMMON_SCHEMES.intersection(case.heard.schemes)
    return sent is not None and bool(sent.scheme and offered) and sent.scheme not in offered
