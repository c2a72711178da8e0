"""A place asks for another scheme, or for more, than that by which this host took other calls.

What opened other places is good, then: it is only not what this one looks at.
"""

from inspector.diagnose.facts.accepted_elsewhere import first_word, taken_at_other_hosts
from inspector.diagnose.facts.callers.written_logins import password_in_query
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import bears_its_name, named_place
from inspector.diagnose.weights import LIKELY
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_handed_out, names_a_session
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import COMMON_SCHEMES
from inspector.protocol.schemes.computed_schemes import is_computed
from inspector.reading.credential import Credential
from inspector.reading.error_bodies import is_fault
from inspector.reading.standard_sentences import wants_a_login
from inspector.reading.statements import Statement
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL, TURNS_AWAY
from inspector.story.clocks.stamps import secures_a_message
from inspector.story.entry import Entry


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
    """Whether challenges name other schemes than that of the Authorization that was sent."""
    sent, offered = case.sent.authorization, set(case.heard.schemes)
    if sent is not None and sent.scheme not in LOGIN_SCHEMES:
        offered &= COMMON_SCHEMES  # a token may stand behind a word that a server made up
    return sent is not None and bool(sent.scheme and offered) and sent.scheme not in offered


def wants_it_computed(case: Case) -> bool:
    """Whether all challenges are for schemes that are computed for each call, and none was sent.

    A password or token as it is was then not looked at, whatever a general sentence calls it.
    """
    sent, offered = case.sent.authorization, case.heard.schemes
    if sent is None or not sent.scheme or not offered or is_computed(sent.scheme):
        return False
    return all(map(is_computed, offered))


def key_wanted_beside(case: Case) -> tuple[Credential, Case] | None:
    """Return the key that this host took in the very place for another call, where one is missed.

    It is not lost on the way, nor in a wrong place: another is wanted beside it, or instead.
    """
    return case.once(_key_wanted_beside)


def _key_wanted_beside(case: Case) -> tuple[Credential, Case] | None:
    near = (*case.after, *reversed(case.before))
    found = ((taken_there(case, other), other) for other in near)
    return next(((key, other) for key, other in found if key is not None), None)


def key_in_place_of_login(case: Case) -> Credential | None:
    """Return the login of a refusal that misses a key, and challenges for no scheme."""
    sent = case.sent.authorization
    login = sent is not None and sent.scheme in LOGIN_SCHEMES and not case.heard.challenges
    return _beside_a_lack(case) if login and case.said("missing") >= LIKELY else None


def taken_there(case: Case, other: Entry) -> Credential | None:
    """Return the key of a refusal that misses one, where another call was given with it."""
    key = _beside_a_lack(case)
    if key is None or not other.succeeded or other.sent.path == case.sent.path:
        return None
    here = other.sent.host == case.sent.host
    return key if here and _as_sent(key) in set(map(_as_sent, other.sent.credentials)) else None


def _beside_a_lack(case: Case) -> Credential | None:
    """Return what was sent in a header where the reply misses a key without a name.

    That a login is required is said to whoever has no right, or whose session has ended, too.
    """
    missed = case.meanings.get("missing") if case.status in TURNS_AWAY else None
    if missed is None or wants_a_login(missed.statement.plain) or named_place(case) is not None:
        return None
    if case.sent.authorization is not None:
        return case.sent.authorization if _A_KEY.search(missed.statement.plain) else None
    if case.may_be_stripped:
        return None
    keys = (one for one in case.sent.keys if not names_a_session(one.name))
    return next((one for one in keys if one.where == "header"), None)


# Neither a login nor the token of an Authorization is called so.
# finds `line key required`, `no apikey found`
# but not `token required`, `keycloak session missing`
_A_KEY = lazy_re(r"\b(?:api)?keys?\b")


def _as_sent(key: Credential) -> tuple[str, str, str]:
    return key.where, key.name.lower(), key.value


# ---------------- A service of SOAP, which reads its login in the envelope
def login_beside_an_envelope(case: Case) -> Credential | None:
    """Return a login in Authorization beside a message of SOAP without one, refused by a fault.

    Who reads that header challenges (RFC 9110 §15.5.2); a service whose fault has none looks for
    the login in the header of the message (OASIS WS-Security, UsernameToken Profile).
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES or case.heard.schemes:
        return None
    message = _ENVELOPE.search(case.sent.content.text[:_LOOK]) if case.sent.content.is_xml else None
    if message is None or not is_fault(case.heard) or case.sent.login.is_in_soap_header:
        return None
    taken = any(one.succeeded and case.shares_credential(one) for one in case.neighbours)
    return None if secures_a_message(case) or taken else sent


# finds `<soap:Envelope xmlns:soap="…">`
# but not `<EnvelopeList>`
_ENVELOPE = lazy_re(r"<(?:[\w-]{1,20}:)?Envelope[\s>]")
_LOOK = 2000


# ---------------- The form of the header is called bad
def header_called_bad(case: Case) -> Statement | None:
    """Return the words that call Authorization badly written, where only its word is: `bearer x`.

    A token or login that stands alone behind it is written as it must be (RFC 9110 §11.4).
    """
    sent, told = case.sent.authorization, case.says("malformed")
    if sent is None or told is None or not (sent.word.islower() and sent.scheme in COMMON_SCHEMES):
        return None
    alone = sent.value.strip() == sent.bare and not _BLANK.search(sent.bare)
    of_it = _OF_THE_HEADER.search(told.statement.plain)
    return told.statement if alone and of_it is not None else None


_BLANK = lazy_re(r"[\s,]")
# finds `malformed authorization header`
# but not `malformed token`
_OF_THE_HEADER = lazy_re(r"\b(?:header|authorization)\b")
