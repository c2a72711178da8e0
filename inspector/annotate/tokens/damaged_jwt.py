"""Takes a damaged signed token apart as far as it goes, and points at its first bad character."""

import base64
import binascii
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark
from inspector.protocol.json_text import begun_object, parse_object
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.wording import tr, tr_n

_BAD = lazy_re(r"[^A-Za-z0-9_.=+/-]")
_DOTS_OF_JWS = 2
_ALPHABET = {ord("-"): "+", ord("_"): "/"}


def damaged_jwt(text: Given, now: datetime) -> Token:
    """Return what is readable of it."""
    bad = _BAD.search(text.rest)
    header, payload, rest = (*text.rest.split(".", 2), "", "")[:3]
    return Token(
        kind="jwt",
        title=tr("Damaged token (JWT)"),
        result=_result(text.rest, bad),
        todo=advice.copy_again(),
        masked=_masked(header, payload, rest),
        parts=tuple(_parts(text, header, payload, now)),
        remarks=tuple(_remarks(text, bad)),
    )


def _result(text: str, bad: re.Match[str] | None) -> str:
    if bad is not None:
        return advice.bad_character(bad.start() + 1)
    dots = text.count(".")
    if dots < _DOTS_OF_JWS:
        return tr("Damaged token: it was cut off")
    if dots > _DOTS_OF_JWS:
        return tr("Damaged token: it has a part too many")
    return tr("Damaged token: its header can't be read")


def _remarks(text: Given, bad: re.Match[str] | None) -> Iterator[TokenRemark]:
    if bad is not None:
        start = text.start + bad.start()
        sentence = tr("Character {number} can't stand in a token.", number=bad.start() + 1)
        yield TokenRemark(text=sentence, level="bad", start=start, end=start + 1)
    dots = text.rest.count(".")
    if dots != _DOTS_OF_JWS:
        sentence = tr_n(
            "It has {count} dot; a signed token has 2. It may be cut off.",
            "It has {count} dots; a signed token has 2. It may be cut off.",
            dots,
        )
        yield TokenRemark(text=sentence, level="bad")
    elif bad is None:
        end = text.start + len(text.rest.partition(".")[0])
        sentence = tr("The first part is no Base64 of a JSON object.")
        yield TokenRemark(text=sentence, level="bad", start=text.start, end=end)


def _parts(text: Given, header: str, payload: str, now: datetime) -> Iterator[TokenPart]:
    titles = (tr("Header, as far as it can be read"), tr("Payload, as far as it can be read"))
    start = text.start
    for name, title, part in zip(("header", "payload"), titles, (header, payload), strict=True):
        end = start + len(part)
        rows = claims.rows(_members(part) or {}, now)
        if rows:
            yield TokenPart(name=name, title=title, rows=rows, start=start, end=end)
        start = end + 1


def _members(part: str) -> dict[str, Any] | None:
    """Return the members of a part as far as it goes; None where it holds no JSON object.

    What does not belong may stand between the characters of a token, or in the place of one.
    """
    for whole in (_BAD.sub("", part), _BAD.sub("A", part)):
        if found := parse_object(_bytes(whole)):
            return found.value
    bad = _BAD.search(part)
    return begun_object(_text(part[: bad.start()] if bad else part) or "")


def _masked(header: str, payload: str, rest: str) -> str:
    """Return the token without what may be its signature; a bad character in it is shown."""
    shown = [_shown(part) for part in (header, payload) if part]
    bad = _BAD.search(rest)
    if rest:
        shown.append(f"{DOTS}{bad[0]}{DOTS}" if bad else DOTS)
    return ".".join(shown)


def _shown(part: str) -> str:
    """Return as much of a part as surely is JSON: a signature may be glued to it."""
    if _text(_BAD.sub("", part)) is not None:
        return part
    bad = _BAD.search(part)
    known = bad is not None and _text(part[: bad.start()]) is not None
    return f"{part[: bad.end()]}{DOTS}" if bad is not None and known else DOTS


def _text(part: str) -> str | None:
    """Return what a part says, its end perhaps cut off; None where it is no text of an object."""
    try:
        said = getincrementaldecoder("utf-8")().decode(_bytes(part))
    except UnicodeDecodeError:
        return None
    return said if said.startswith("{") and said.isprintable() else None


def _bytes(part: str) -> bytes:
    bare = part.rstrip("=").translate(_ALPHABET)
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
