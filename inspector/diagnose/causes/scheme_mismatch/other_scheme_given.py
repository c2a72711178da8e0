"""The very same call was given to a credential of another scheme than the one refused here."""

from http import HTTPStatus
from itertools import chain

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HALF, RATHER, STRONG
from inspector.intake.removed import is_taken_out
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.sites import same_site
from inspector.protocol.urls import host_of
from inspector.reading.credential import Carried
from inspector.reading.meanings import BESIDE_THE_PLACE, OF_A_WRONG_ONE
from inspector.story.entry import Entry
from inspector.wording import tr

_LOOK, _SHORTEST = 60, 8


def given_to_another_scheme(case: Case) -> Found:
    """Nobody is known by what was sent, and the same was given once it came by another scheme.

    What was sent may be wrong as well, unless the same owner's hosts took it elsewhere.
    """
    sent = case.sent.authorization
    if sent is None or not sent.value.strip() or case.status != HTTPStatus.UNAUTHORIZED:
        return
    asked_for = sent.scheme in case.heard.schemes
    if asked_for or case.sent.is_token_request or case.said(*BESIDE_THE_PLACE):
        return
    other = _given(case)
    theirs = other.sent.authorization if other is not None else None
    if other is None or theirs is None:
        return
    good = _taken_elsewhere(case, other)
    told = case.said(*OF_A_WRONG_ONE) or not case.heard.gives_no_reason
    if good is None and (told if sent.scheme not in LOGIN_SCHEMES else case.said(*OF_A_WRONG_ONE)):
        return
    entry, wanted = other.number, theirs.scheme.capitalize()
    where = tr("{host} took the same secret.", host=good[0].sent.host) if good is not None else ""
    yield case.refused_for(
        "other-scheme-wanted",
        STRONG if good is not None else _weight(case),
        fact(
            tr("Entry {entry} asked for the same by {way}, and got it.", entry=entry, way=wanted),
            theirs.place,
        ),
        fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
        *([fact(where, good[1].credential.place)] if good is not None else []),
        sent=sent.scheme.capitalize(),
        wanted=wanted,
    )


def _weight(case: Case) -> float:
    """Weigh it where the secret may be wrong as well: less where the server asks for more."""
    if case.heard.challenges:
        return HALF
    sent = case.sent.authorization
    mine = sent.scheme if sent is not None else ""
    took = (one.sent.authorization for one in case.neighbours if one.succeeded)
    known = any(one is not None and one.scheme == mine for one in took)
    return FAIR if mine not in LOGIN_SCHEMES and not known else RATHER


def _given(case: Case) -> Entry | None:
    """Return the nearest entry that got the same by another scheme, and with another secret."""
    sent, story = case.sent.authorization, case.trace.story
    mine = sent.scheme if sent is not None else ""
    again = chain(reversed(case.same_request_before), story.repeats_after(case, _LOOK))
    for other in again:
        theirs = other.sent.authorization
        if theirs is None or not other.succeeded or other.shares_credential(case):
            continue
        if mine and theirs.scheme and theirs.scheme != mine and theirs.value.strip():
            return other
    return None


def _taken_elsewhere(case: Case, given: Entry) -> tuple[Case, Carried] | None:
    """Return who was let in by the same secret at a host of the same owner; None without one."""
    mine = {one.part.secret for one in case.sent.carried if _may_prove(one, case)}
    for other in case.neighbours:
        here, there = case.sent.bare_host, host_of(other.sent.url)
        if other.index == given.index or not other.succeeded or not same_site(here, there):
            continue
        for one in other.sent.carried:
            if one.part.secret in mine:
                return other, one
    return None


def _may_prove(one: Carried, case: Case) -> bool:
    """Whether a part is the secret one, and long enough to be the same by no accident."""
    name = one.part.way == "user" and case.sent.authorization is not None
    return not name and len(one.part.secret) >= _SHORTEST and not is_taken_out(one.part.secret)


RULES = (given_to_another_scheme,)
