"""What the page says of a token in one sentence, with its icon. Pure: no Qt."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.expected import Expected
from inspector.diagnose.spoken import span
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.wording import tr


class Headline(NamedTuple):
    """The sentence, how it fares, and the icon that says so beside the colour."""

    text: str
    level: Level
    icon: str


CHECKABLE = frozenset({"saml", "jose_json", "sd_jwt"})  # signed too, besides the compact form
ICONS: dict[Level, str] = {
    "info": "scan-search",
    "good": "circle-check",
    "odd": "triangle-alert",
    "bad": "circle-x",
}


def headline(
    token: Token, expected: Expected, now: datetime, found: Iterable[Check] = ()
) -> Headline:
    """Return the title: what the token is, and whether its time and all else is right."""
    at, name = expected.judged(now), plain_title(token)
    if token.expires is not None and token.expires <= at:
        late = span(at - token.expires)
        return Headline(tr("{token} expired {time} ago", token=name, time=late), "bad", "timer-off")
    if token.not_before is not None and token.not_before > at + expected.slack:
        wait = span(token.not_before - at)
        text = tr("{token} is not valid for another {time}", token=name, time=wait)
        return Headline(text, "bad", "clock")
    failed = tuple(dict.fromkeys(check.name for check in found if check.level == "bad"))
    if failed:
        text = tr("{token}: {names} fails", token=name, names=failed[0])
        if len(failed) > 1:
            text = tr("{token}: {names} fail", token=name, names=", ".join(failed))
        return Headline(text, "bad", ICONS["bad"])
    if token.expires is not None:
        left = span(token.expires - at)
        text = tr("{token} is valid for another {time}", token=name, time=left)
        return Headline(text, "good", ICONS["good"])
    odd = any(remark.level == "bad" for remark in token.remarks)
    level: Level = "bad" if odd else "info"
    return Headline(name, level, ICONS[level])


def plain_title(token: Token) -> str:
    """Return the title without the short name of its kind, which stands beside it."""
    return token.title.removesuffix(" (JWT)").removesuffix(" (JWE)")


def kinds_of(token: Token) -> tuple[str, ...]:
    """Return the short names of its kind and of how it is signed or encrypted."""
    names = {"jwt": "JWT", "jwe": "JWE", "jose_json": "JWS", "sd_jwt": "SD-JWT", "saml": "SAML"}
    named = names.get(token.kind, "")
    rows = {row.name: row.value for part in token.parts for row in part.rows}
    algorithm = [rows[name] for name in ("alg", "enc") if name in rows] if named else []
    return tuple(each for each in (named, *algorithm) if each and len(each) <= _LONGEST)


_LONGEST = 24
