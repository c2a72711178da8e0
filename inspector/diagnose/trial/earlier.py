"""What was sent before a refusal: what was accepted, handed out, or refused of the same user."""

from http import HTTPStatus
from typing import Literal, NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import is_made_anew
from inspector.diagnose.facts.suspicion import Words
from inspector.diagnose.facts.things.path_keys import likely_key
from inspector.diagnose.facts.token_claims import audiences, bearer, is_id_token, issuer
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.conclusions.side_by_side import is_login
from inspector.diagnose.trial.part import says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, is_accepted, main_case
from inspector.diagnose.weights import LIKELY
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_RIGHT,
    OF_A_SETTING,
    Names,
    without,
)
from inspector.reading.statuses import BAD_GATEWAY, MISREAD_REQUEST, NO_SUCH_PLACE, NOT_OFFERED
from inspector.story.pairs import Beside, differs, nearest
from inspector.wording import tr
from inspector.wording.numbers import listed

_LONG_ENOUGH = 12  # characters of a value that no other text holds by chance
FEW = 3
"""Refused logins: the lowest limit that products set."""


def sent_before(ground: Ground) -> tuple[Attempt, ...]:
    """Return the accepted attempt most like this one, and the refused logins after it."""
    sent = [(one, case) for one in ground.aids.earlier if (case := main_case(one)) is not None]
    mine = [(one, case) for one, case in sent if is_akin(ground.case, case)]
    beside = closest_to(ground.case, [case for _, case in reversed(mine)])
    at = next((at for at, (_, case) in enumerate(sent) if beside and case is beside.accepted), -1)
    if at < 0:  # never sent before: it may have been handed out a moment ago
        at = next((at for at, (_, case) in enumerate(sent) if hands_out(case, ground.case)), -1)
    others = [one for one, case in sent[at + 1 :] if is_other_try(ground.case, case)]
    tries = tuple(others) if len(others) >= FEW else ()
    if at < 0 and not tries:
        last = list(reversed(sent))
        alike = [one for one, case in last if is_made_anew_for(ground.case, case)]
        return tuple(alike or [one for one, case in last if claims_apart(ground.case, case)])[:1]
    return (*((sent[at][0],) if at >= 0 else ()), *tries)


class Apart(NamedTuple):
    """A claim of a refused token that a token accepted here has with another value."""

    claim: Literal["iss", "aud"]
    mine: str
    theirs: str


def claims_apart(case: Case, other: Case) -> Apart | None:
    """Return how a token that this server accepted differs from mine in who gave it, or for whom.

    None where they agree, or either says nothing of it.
    """
    mine, theirs = bearer(case), bearer(other)
    here = other.sent.host == case.sent.host and is_accepted(other)
    if mine is None or theirs is None or not (here and mine.claims and theirs.claims):
        return None
    if issuer(mine) and issuer(theirs) and issuer(mine) != issuer(theirs):
        return Apart("iss", issuer(mine), issuer(theirs))
    own, good = audiences(mine), audiences(theirs)
    if own and good and set(own).isdisjoint(good):
        return Apart("aud", listed(own), listed(good))
    return None


def is_akin(case: Case, other: Case) -> bool:
    """Whether another request was accepted with the same credential, in its header or its body.

    That a client was accepted says nothing of the person whose password it brings now. A key in
    the path goes along with the address.
    """
    if names_both(case):
        said = (case.sent.message.body, case.sent.query)  # name and password stand in either
        same = said == (other.sent.message.body, other.sent.query) and case.repeats(other)
        return names_both(other) and same and other.outcome == "accepted"
    if likely_key(case) is not None:
        return is_accepted(other) and case.repeats(other) and not other.sent.has_any
    return is_accepted(other) and case.shares_credential(other)


def closest_to(case: Case, others: list[Case]) -> Beside | None:
    """Return the one most like it; a request for a token is compared with its like alone."""
    logins = [one for one in others if one.sent.is_token_request and names_both(case)]
    if logins:
        return Beside(case, logins[0], tuple(differs(case, logins[0])))
    return nearest(case, others)


def names_both(case: Case) -> bool:
    """Whether its body names user and password, for a session or a token."""
    return case.sent.is_login or (case.sent.is_token_request and bool(case.sent.login_user))


def gives_another_reason(case: Case) -> bool:
    """Whether words tell a reason that is neither the credential nor a right, or the status does.

    Who lacks a right is turned away; a request that can't be read, or a server that is down, is so
    for everybody, unless words are of access.
    """
    if case.said(*_BESIDE_RIGHTS):
        return True
    return case.status in _AMISS and not case.said("denied", *OF_A_RIGHT)


_BESIDE_RIGHTS: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_A_RIGHT), *OF_A_SETTING, "signature", "replayed",
    "nonce-wanted",
)  # fmt: skip


_AMISS = MISREAD_REQUEST | BAD_GATEWAY | (NOT_OFFERED - NO_SUCH_PLACE)


def hands_out(other: Case, case: Case) -> bool:
    """Whether a reply of the same server hands out what was sent: its cookie, its token."""
    if other.exchange.reply is None or other.sent.bare_host != case.sent.bare_host:
        return False
    own = [one.value for one in case.sent.session_cookies]
    own += [one.bare for one in case.sent.credentials if one.where != "body"]
    held = {value for value in own if len(value) >= _LONG_ENOUGH}
    begun = other.heard.is_redirect or is_accepted(other)
    text = other.exchange.reply.body
    return begun and (
        any(cookie.value in held for _, cookie in other.cookies_set)
        or any(value.encode() in text for value in held)
    )


def name_of_issued(case: Case) -> str:
    """Return the name of the result where the server itself handed out what it refuses."""
    if case.status == HTTPStatus.NOT_FOUND:
        return _AND_GONE
    return "token-issued" if case.sent.credentials else "session-begun"


_AND_GONE = "issued-and-nothing-there"
ISSUED_AND_GONE = when(
    _AND_GONE,
    tr("This server handed it out itself, just before; what was asked for may not be there."),
    says(Ratio.SPEAKS_FOR, "path-unknown"),
    says(Ratio.POINTS_TO, "not-found-hides-forbidden"),
    says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION),
    says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
)


def is_other_try(case: Case, other: Case) -> bool:
    """Whether another password of the same user was refused at the same server."""
    user = _user(case)
    alike = bool(user) and _user(other) == user and other.sent.bare_host == case.sent.bare_host
    return alike and other.outcome == "refused" and not case.shares_credential(other)


def _user(case: Case) -> str:
    """Return whose login it is; the name in a token is nobody's password."""
    written = case.sent.authorization
    named = written.user if written is not None and is_login(case) else ""
    return case.sent.login_user or named


# ---------------- A signed token of the same caller, made earlier
ANEW_ELSEWHERE, ANEW_SINCE, ANEW_FORBIDDEN = "anew-elsewhere", "anew-since", "anew-forbidden"
_KIND = "token-of-another-kind"
OF_ANOTHER_KIND = when(
    _KIND,
    tr("A token for calls was accepted here before; yours tells a client who came."),
    says(Ratio.STRONGLY_FOR, "id-token-used", floor=LIKELY),
    says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.MISSING_CREDENTIALS),
    says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)


def is_made_anew_for(case: Case, other: Case) -> bool:
    """Whether this server accepted a token that has the same claims and was made earlier.

    A redirect and a missing place judged no token; there is nothing to compare it for.
    """
    if case.heard.is_redirect or case.status == HTTPStatus.NOT_FOUND:
        return False
    mine, theirs = bearer(case), bearer(other)
    here = other.sent.host == case.sent.host and is_accepted(other)
    return here and mine is not None and theirs is not None and is_made_anew(mine, theirs)


def _given_to_its_like(before: Case, cases: list[Case]) -> Compared | None:
    """Return what was given to such a token, at the same address or another; None without one."""
    found = next((case for case in cases if is_made_anew_for(before, case)), None)
    if found is None:
        return None
    name = ANEW_SINCE if found.repeats(before) else ANEW_ELSEWHERE
    if name == ANEW_SINCE and before.status == HTTPStatus.FORBIDDEN:
        name = ANEW_FORBIDDEN
    return Compared("accepted", found.heard.phrase, name=name)


def _are_of_two_kinds(before: Case, cases: list[Case]) -> bool:
    """Whether mine tells a client who came, and those that were accepted do not."""
    mine, theirs = bearer(before), [bearer(case) for case in cases if claims_apart(before, case)]
    own = mine is not None and is_id_token(mine)
    return own and not any(one is not None and is_id_token(one) for one in theirs)


def another_token(before: Case, cases: list[Case]) -> Compared | None:
    """Return what a token that was accepted here shows of mine: another claim, or the same ones."""
    apart = next(filter(None, (claims_apart(before, case) for case in cases)), None)
    if apart is not None and apart.claim == "aud" and _are_of_two_kinds(before, cases):
        return Compared("accepted", tr("another kind of token"), name=_KIND)
    if apart is None:
        return _given_to_its_like(before, cases)
    shows = tr("a token with another {claim}", claim=apart.claim)
    values: Words = {apart.claim: apart.mine, "wanted": apart.theirs}
    return Compared("accepted", shows, name=f"token-with-other-{apart.claim}", values=values)
