"""What was refused and is taken later as it is, and what was refused beside what was taken."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.logins_taken import is_same_login
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import CHANGING
from inspector.reading.credential import Credential
from inspector.reading.meanings import Meaning
from inspector.reading.single_use import one_time_codes
from inspector.story.interruptions import is_same
from inspector.story.logins import is_login_callback


def accepted_unchanged(case: Case) -> Case | None:
    """Return the later case of the same request that was accepted though nothing changed; or None.

    What was blanked out may have differed, and a request in between may have made it right.
    """
    return case.once(_accepted_unchanged)


def _accepted_unchanged(case: Case) -> Case | None:
    sent = case.sent.credentials
    if not case.carried or _is_blanked(case) or any(one.scheme in CHANGING for one in sent):
        return None
    taken = (one for one in case.after if one.succeeded or one.outcome == "accepted")
    later = next((one for one in taken if is_same(case, one) or _is_login_again(case, one)), None)
    if later is None or _is_blanked(later) or any(_changed_something(case, later)):
        return None
    return later


def _is_login_again(case: Case, other: Case) -> bool:
    """Whether a login is the same but for what a page gives anew for each, against forgery."""
    if not case.sent.is_login or not case.repeats(other):
        return False
    return not one_time_codes(case.sent) and is_same_login(case, other)


def _is_blanked(case: Case) -> bool:
    return any(part.side == "request" for part in case.exchange.blanked)


def _changed_something(case: Case, later: Case) -> Iterator[bool]:
    """Yield whether the requests in between wrote something: an account, a password, a right."""
    for other in case.after:
        if other.index < later.index and not other.repeats(case):
            yield not other.sent.is_safe and other.outcome != "refused"


def session_lives_on(case: Case, later: Case) -> bool:
    """Whether nobody can have logged in between a refusal and what was given to the same session.

    Whoever was led to a login page may have done so unseen, and sites keep the session's id then.
    """
    between = (one for one in case.neighbours if case.index < one.index < later.index)
    return not any(_may_log_in(case, one) for one in between)


def _may_log_in(case: Case, one: Case) -> bool:
    mine = {cookie.name for cookie in case.sent.session_cookies}
    sent = one.sent
    steps = sent.is_login or sent.is_login_address or sent.is_token_request or sent.has_saml
    renewed = any(cookie.name in mine for _, cookie in one.cookies_set)
    return steps or renewed or one.heard.is_login_page or is_login_callback(one)


# ---------------- The same call about another thing, where several reasons were given at once
class ReasonLeft(NamedTuple):
    """told: the words, a right among their reasons. given: the same call that was taken later."""

    told: Meaning
    given: Case


def reason_left(case: Case) -> ReasonLeft | None:
    """Return what is left of "invalid, expired or not permitted": the right; None where more is.

    The same credential was taken later by the same call, for another thing: it is neither wrong nor
    over, whatever one sentence lists.
    """
    return case.once(_reason_left)


def _reason_left(case: Case) -> ReasonLeft | None:
    told = case.meanings.get("permission")
    if told is None or not told.statement.is_hedged or not case.sent.credentials:
        return None
    if _is_blanked(case) or not _CALLS_WRONG.search(told.statement.plain):
        return None
    taken = (one for one in case.after if one.succeeded and one.repeats(case))
    given = next((one for one in taken if one.shares_credential(case)), None)
    if given is None or is_same(case, given) or any(_changed_something(case, given)):
        return None
    return ReasonLeft(told, given)


# finds `the api key is invalid has expired or does not have permission`
# but not `you do not have permission or the item is gone`
_CALLS_WRONG = lazy_re(r"\b(?:invalid|not valid|wrong|incorrect|unknown|expired|revoked)\b")


# ---------------- The value that was taken was refused as well
def refused_alike(case: Case, value: Credential) -> bool:
    """Whether the very value that another entry had accepted was refused here just as this one.

    In the same stretch: nothing with it was accepted in between. Then what differs from it is not
    what the refusal is about.
    """
    taken = case.trace.case(value.place.entry)
    holding = [one for one in case.neighbours if _holds(one, value)]
    accepted = [one.index for one in holding if one.outcome == "accepted"]
    alike = (one for one in holding if one.outcome == "refused" and one.status == case.status)
    asked = (one for one in alike if one.repeats(case) or one.repeats(taken))
    return any(not _any_between(accepted, case.index, one.index) for one in asked)


def _holds(one: Case, value: Credential) -> bool:
    mine = value.name.lower(), value.scheme, value.bare
    return any((each.name.lower(), each.scheme, each.bare) == mine for each in one.carried)


def _any_between(indices: list[int], one: int, other: int) -> bool:
    first, last = sorted((one, other))
    return any(first < each < last for each in indices)
