"""The credential that leaves with a request: whose it is, and who lost against it and why."""

from typing import Literal

import msgspec

from inspector.compose.precedence import Precedence
from inspector.library.inherit import Claim, Level
from inspector.wording import tr

Place = Literal[Level, "header", "url"]
State = Literal["sent", "none", "switched-off"]


class Loser(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that does not leave. place and name: whose it is; why: a sentence."""

    place: Place
    name: str
    kind: str
    why: str

    @property
    def text(self) -> str:
        """One line: what, whose and why."""
        return tr("{kind}, {place}: {why}", kind=self.kind, place=where(self), why=self.why)


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves. state: nothing may leave by decision, or because it is switched off.

    place and name: whose it is; of "header" and "url" it is written in the request itself. also:
    what else leaves, each in a place of its own.
    """

    state: State
    kind: str = ""
    place: Place = "request"
    name: str = ""
    losers: tuple[Loser, ...] = ()
    also: tuple[str, ...] = ()


def effective(claims: tuple[Claim, ...], decided: Precedence) -> Effective:
    """Return what leaves; claims: the nearest first. decided: who wins within the request."""
    found = _effective(claims, decided)
    return msgspec.structs.replace(found, also=decided.beside)


def _effective(claims: tuple[Claim, ...], decided: Precedence) -> Effective:
    first = claims[0] if claims else None
    losers = (*_within(first, decided), *_beaten(decided), *_farther(claims))
    if decided.winner == "header":
        return Effective(state="sent", kind=decided.header, place="header", losers=losers)
    if decided.winner == "url":
        kind = tr("user and password")
        return Effective(state="sent", kind=kind, place="url", losers=losers)
    if first is None:
        return Effective(state="none", losers=losers)
    state: State = "switched-off" if decided.is_off else "sent"
    if not first.credential.is_given:
        state = "none"
    return Effective(
        state=state,
        kind=first.credential.label(),
        place=first.level,
        name=first.name,
        losers=losers,
    )


def _within(first: Claim | None, decided: Precedence) -> tuple[Loser, ...]:
    """Return who loses within the request: against a header written by hand, or the switch."""
    found = []
    if first is not None and first.credential.is_given and decided.winner != "credential":
        why = (
            tr("it is switched off for this request")
            if decided.is_off
            else tr("your own {name} header is sent", name=decided.header)
        )
        found.append(_loser(first, why))
    if "url" in decided.loses:
        kind = tr("user and password")
        why = tr("what is sent in {name} takes their place", name=decided.header)
        found.append(Loser(place="url", name="", kind=kind, why=why))
    return tuple(found)


def _beaten(decided: Precedence) -> tuple[Loser, ...]:
    """Return the further credentials that find their place taken."""
    found = decided.beaten
    return tuple(Loser(place="request", name="", kind=one.kind, why=one.why) for one in found)


def _farther(claims: tuple[Claim, ...]) -> tuple[Loser, ...]:
    """Return those above that a nearer one keeps out."""
    if not claims:
        return ()
    first = claims[0]
    why = (
        tr("{nearer} is nearer", nearer=_named(first))
        if first.credential.is_given
        else tr("{nearer} says that nothing is sent", nearer=_named(first))
    )
    return tuple(_loser(claim, why) for claim in claims[1:] if claim.credential.is_given)


def _loser(claim: Claim, why: str) -> Loser:
    kind = claim.credential.label()
    return Loser(place=claim.level, name=claim.name, kind=kind, why=why)


def _named(claim: Claim) -> str:
    return tr("the request") if claim.level == "request" else f"“{claim.name}”"


def where(one: Loser | Effective) -> str:
    """Return in words whose it is."""
    return {
        "request": tr("of the request"),
        "folder": tr("of the folder “{name}”", name=one.name),
        "collection": tr("of the collection “{name}”", name=one.name),
        "environment": tr("of the environment “{name}”", name=one.name),
        "header": tr("of its headers"),
        "url": tr("of its address"),
    }[one.place]
