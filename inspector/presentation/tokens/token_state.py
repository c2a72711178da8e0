"""What the page says of a token in one sentence, with its icon. Pure: no Qt."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.annotate.tokens.standing import is_proven, is_unsigned, sentence
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.wording import tr
from inspector.wording.durations import span


# ---------------- What fails about a signed token, as its title. Pure: no Qt
def failing(token: str, found: Iterable[Check], *, unsigned: bool) -> str:
    """Return the title, empty where nothing fails.

    token: what it is. unsigned: whether nobody signed it.
    """
    names = tuple(dict.fromkeys(check.name for check in found if check.level == "bad"))
    if unsigned:
        return tr("{token} is not signed", token=token)
    if not names:
        return ""
    if set(names) == {"alg", "signature"}:
        return tr("{token} is signed with a secret that can be guessed", token=token)
    if len(names) > 1:
        return tr("{token}: {names} fail", token=token, names=", ".join(names))
    told = _alone(token)
    return told.get(names[0]) or tr("{token}: {names} fails", token=token, names=names[0])


def _alone(token: str) -> dict[str, str]:
    """Return what it means that only this member fails."""
    lacks = tr("{token} lacks a scope that the API wants", token=token)
    client = tr("{token} was issued to another client", token=token)
    return {
        "aud": tr("{token} is not meant for this API", token=token),
        "iss": tr("{token} is not from the issuer that the API expects", token=token),
        "scope": lacks,
        "scp": lacks,
        "azp": client,
        "client_id": client,
        "typ": tr("{token} is sent where an access token belongs", token=token),
        "kid": tr("{token} is signed with a key that is gone", token=token),
        "cnf": tr("{token} is bound to a key, and its proof is missing or wrong", token=token),
        "iat": tr("{token} was issued in the future", token=token),
        "signature": tr("{token} has a signature that is wrong", token=token),
    }


class Headline(NamedTuple):
    """The sentence, how it fares, and the icon that says so beside the colour."""

    text: str
    level: Level
    icon: str


CHECKABLE = frozenset({"saml", "jose_json", "sd_jwt", "paseto"})  # besides the compact form
ICONS: dict[Level, str] = {
    "info": "scan-search",
    "good": "circle-check",
    "odd": "triangle-alert",
    "bad": "circle-x",
}
_FAMILY = {"jwt": "JWT", "jwe": "JWE", "jose_json": "JWS", "sd_jwt": "SD-JWT", "saml": "SAML"}
JOSE = frozenset({"jwt", "jwe", "sd_jwt"})  # parts in Base64 with dots between
_ALONE = {"paseto": "PASETO", "certificate": "X.509", "jwk": "JWK"}  # without an algorithm
_LONGEST = 24


def headline(
    token: Token,
    expected: Expected,
    now: datetime,
    found: Iterable[Check] = (),
    signature: Signature | None = None,
) -> Headline:
    """Return the title: what the token is, and whether its time and all else is right."""
    at, name = expected.judged(now), plain_title(token)
    by_time = _over(token, at, expected) or _early(token, at, expected)
    if by_time is not None:
        return by_time
    if failed := failing(name, found, unsigned=token.kind == "jwt" and is_unsigned(token)):
        return Headline(failed, "bad", ICONS["bad"])
    if _is_refuted(token, signature):
        text = tr("{token} has a signature that is wrong", token=name)
        return Headline(text, "bad", ICONS["bad"])
    level = worst(token)
    if token.result and (level in ("odd", "bad") or token.expires is None):
        return Headline(token.result, level, ICONS[level])
    if token.expires is not None:
        text = sentence(name, token, span(token.expires - at), signature)
        level = "good" if is_proven(token, signature) else "odd"
        return Headline(text, level, ICONS[level])
    return Headline(name, level, ICONS[level])


def worst(token: Token) -> Level:
    """Return how the worst remark on a token fares; what is odd about a claim stands beside it."""
    levels = {remark.level for remark in token.remarks}
    if "bad" in levels:
        return "bad"
    return "odd" if "odd" in levels and token.result else "info"


def _over(token: Token, at: datetime, expected: Expected) -> Headline | None:
    """Return that its end is past; a leeway may still let it pass."""
    if token.expires is None or token.expires > at:
        return None
    name, late = plain_title(token), span(at - token.expires)
    if token.kind == "jwt" and at - token.expires < expected.slack:
        text = tr("{token} expired {time} ago, within the leeway", token=name, time=late)
        return Headline(text, "odd", "timer-off")
    return Headline(tr("{token} expired {time} ago", token=name, time=late), "bad", "timer-off")


def _early(token: Token, at: datetime, expected: Expected) -> Headline | None:
    """Return that its begin is still to come."""
    if token.not_before is None or token.not_before <= at + expected.slack:
        return None
    wait = span(token.not_before - at)
    text = tr("{token} is not valid for another {time}", token=plain_title(token), time=wait)
    return Headline(text, "bad", "clock")


def _is_refuted(token: Token, signature: Signature | None) -> bool:
    """Whether a check refuted the signature of what is not checked claim by claim."""
    return token.kind in CHECKABLE and signature is not None and signature.state == "invalid"


def advice(
    token: Token, expected: Expected, now: datetime, signature: Signature | None = None
) -> str:
    """Return what to do about a token that is not checked claim by claim."""
    over = token.expires is not None and token.expires <= expected.judged(now)
    if _is_refuted(token, signature):
        return tr("Get a new one: this one was altered, or somebody else made it.")
    if token.kind in CHECKABLE and not over and signature and signature.state == "valid":
        return tr("Its signature holds. Refused? Compare whom it is for with who refuses it.")
    if over and token.kind not in ("saml", "certificate"):
        return tr("Get a new one: the time of this one is over.")
    return token.todo


def is_checkable(token: Token) -> bool:
    """Whether a key can prove it that is not checked claim by claim."""
    encrypted = token.kind == "paseto" and not any(one.name == "payload" for one in token.parts)
    return token.kind in CHECKABLE and bool(token.parts) and not encrypted


def plain_title(token: Token) -> str:
    """Return the title without the short name of its kind, which stands beside it."""
    title = token.title
    for name in (*_FAMILY.values(), *_ALONE.values()):
        title = title.removesuffix(f" ({name})")
    return title


def token_name(token: Token, *, hidden: bool) -> str:
    """Return the kind and the holder of a token; hidden: without the holder."""
    rows = {row.name: row.value for part in token.parts for row in part.rows}
    holder = "" if hidden else rows.get("preferred_username") or rows.get("sub", "")
    title = plain_title(token)
    return tr("{kind}, {holder}", kind=title, holder=holder) if holder else title


def kinds_of(token: Token) -> tuple[str, ...]:
    """Return the short names of its kind and of how it is signed or encrypted."""
    if alone := _ALONE.get(token.kind):
        return (alone,)
    named = _FAMILY.get(token.kind, "")
    listed = [(row.name, row.value) for part in token.parts for row in part.rows]
    rows = dict(reversed(listed))  # of an opened one the outer header counts
    algorithm = [rows[name] for name in ("alg", "enc") if name in rows] if named else []
    return tuple(each for each in (named, *algorithm) if each and len(each) <= _LONGEST)
