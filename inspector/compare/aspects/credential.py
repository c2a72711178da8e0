"""What was sent as credential, and the claims of its token field by field."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from inspector.compare.fact import Fact
from inspector.compare.records import State, Weight
from inspector.compare.side import Side
from inspector.protocol.dates import epoch
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.claim_names import OF_THE_MOMENT, is_time
from inspector.wording import tr
from inspector.wording.dates import day_and_time

PLACE, ID = 20, "credential"
_LONGEST = 200
_MEMBER_OF = "jwt"


def title() -> str:
    """Return the section's title."""
    return tr("Credential")


def facts(side: Side) -> Iterator[Fact]:
    """Return the credential's line, then its token's members."""
    header = side.credential
    if header is None:
        return
    yield Fact(name=header.name, text=side.masked(header), identity=header.value, weight="auth")
    token = side.token
    if token is None:
        return
    for name in ("alg", "kid", "typ"):
        if name in token.header:
            text = _text(side, token.header[name])
            yield Fact(name=f"{name} (header)", text=text, weight="auth", part_of=_MEMBER_OF)
    if isinstance(token, jose.Jwe):
        return
    for name, value in side.claims.items():
        yield replace(_claim(side, name, value), part_of=_MEMBER_OF)


def _claim(side: Side, name: str, value: Any) -> Fact:
    weight: Weight = "noise" if name in OF_THE_MOMENT else "auth"
    if not is_time(name, value):
        return _told(side, Fact(name=name, text="", weight=weight), value)
    moment = epoch(value)
    if moment is None:
        return _told(side, Fact(name=name, text="", weight="auth", state="bad"), value)
    fact = Fact(name=name, text=day_and_time(moment), identity=value, weight=weight)
    over = side.since(moment.timestamp())
    if name == "exp" and over is not None:
        past = over > timedelta(0)
        return _marked(fact, "bad" if past else "good", tr("past") if past else tr("ahead"))
    if name == "nbf" and over is not None and over < timedelta(0):
        return replace(fact, state="bad", note=tr("not yet"), weight="auth")
    return fact


def _marked(fact: Fact, state: State, note: str) -> Fact:
    return replace(fact, state=state, note=note)


def _told(side: Side, fact: Fact, value: Any) -> Fact:
    """Return a claim with its value; in presentation mode it is compared and not shown."""
    text = _text(side, value)
    if side.masking.claims_hidden:
        return replace(fact, text=DOTS, identity=text)
    return replace(fact, text=text)


def _text(side: Side, value: Any) -> str:
    """Return a value to show; masked before it is cut, as half a secret is not found."""
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return side.veiled(words)[:_LONGEST]
