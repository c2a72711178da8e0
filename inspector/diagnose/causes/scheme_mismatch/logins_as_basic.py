"""A name and password as Basic: no challenge names it, a login gives a token for it, halves."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.logins_for_tokens import (
    login_that_gave,
    may_have_logins_of_its_own,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.logins_taken import login_taken_before
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, OPEN, STRONG
from inspector.reading.credential import Carried
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_LACK, WITHOUT_A_REASON, Names
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_CREDENTIAL


def login_in_place_of_token(case: Case) -> Found:
    """The login is right, as its own place shows, and no scheme here takes it."""
    if case.status != HTTPStatus.UNAUTHORIZED and not case.is_hidden_error:
        return
    sent, gave = case.sent.authorization, login_that_gave(case)
    if sent is None or gave is None or case.said(*_OTHER_REASON):
        return
    entry = gave.login.number
    used = (
        [fact(tr("It was accepted as {way}.", way=gave.use.way), gave.use.place)]
        if gave.use
        else []
    )
    yield case.refused_for(
        "login-in-place-of-token",
        OPEN if may_have_logins_of_its_own(case) else STRONG if used else CLEAR,
        fact(
            tr("The login in entry {entry} took this name and password.", entry=entry),
            gave.login.sent_line,
        ),
        fact(tr("It gave {name}.", name=gave.given.name or tr("a token")), gave.given.place),
        *used,
        fact(tr("Here they were sent as Basic."), sent.place),
        name=gave.given.name,
        sent="Basic",
    )


def basic_without_a_challenge(case: Case) -> Found:
    """A login by Basic gets a 401 that names no scheme: who reads Basic has to name it.

    RFC 9110 §15.5.2 asks for the challenge. Those that read tokens, cookies or keys mostly leave it
    out, and pass over what they do not know; a few that read Basic leave it out, too.
    """
    sent = case.sent.authorization
    if case.status != HTTPStatus.UNAUTHORIZED or case.heard.challenges:
        return
    if sent is None or sent.scheme != "basic" or not sent.basic or case.sent.is_token_request:
        return
    if case.meanings.keys() - {*WITHOUT_A_REASON, *OF_A_LACK} or case.known:
        return
    if case.once(login_taken_before) is not None or any(map(_takes_basic, case.neighbours)):
        return
    yield case.refused_for(
        "scheme-not-read",
        OPEN,
        fact(tr("The reply names no scheme, as one that reads Basic has to."), case.heard_line),
        fact(tr("A login by Basic was sent."), sent.place),
        usual=True,
        scheme="Basic",
    )


def _takes_basic(other: Case) -> bool:
    """Whether a login by Basic was accepted there, before or after."""
    taken = other.sent.authorization if other.succeeded else None
    return taken is not None and taken.scheme == "basic"


# ---------------- The halves of a login that was taken stand in each other's place
def are_exchanged(one: Carried, theirs: Carried) -> bool:
    """Whether the halves of a login were exchanged: the scheme is right, and the pair unknown."""
    user, colon, password = one.credential.login_text.partition(":")
    return bool(colon and user) and theirs.credential.login_text == f"{password}:{user}"


def halves_exchanged(case: Case, one: Carried, theirs: Carried, wanted: str) -> Suspicion:
    """Return the suspicion of it. wanted: the way in which the secret was taken."""
    return case.refused_for(
        "parts-swapped",
        STRONG,
        fact(tr("The same secret was accepted as {way}.", way=wanted), theirs.credential.place),
        fact(tr("Here the two halves are exchanged."), one.credential.place),
        explains=True,
        sent=tr("user name"),
        wanted=tr("password"),
    )


RULES = (login_in_place_of_token, basic_without_a_challenge)
