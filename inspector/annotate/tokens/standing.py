"""What may be said of a token whose time is not over: only a checked signature makes it valid."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from inspector.annotate.tokens.signatures import Signature
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.wording import tr
from inspector.wording.durations import span


class Standing(NamedTuple):
    """badge: in two words. text: without the token's name and full stop. level: amber or green."""

    badge: str
    text: str
    level: Level


def standing(token: Token, left: str, signature: Signature | None = None) -> Standing:
    """Return how a token stands whose end is known and not reached; left: the time until then.

    signature: what a check found, None while there was none.
    """
    if is_proven(token, signature):
        return Standing(tr("Valid"), tr("Valid for another {time}", time=left), "good")
    texts = {
        "unsigned": tr("Not expired for another {time}, not signed", time=left),
        "encrypted": tr("Not expired for another {time}, its maker not checked", time=left),
    }
    unchecked = tr("Not expired for another {time}, signature not checked", time=left)
    return Standing(tr("Not expired"), texts.get(_lacks(token), unchecked), "odd")


def sentence(name: str, token: Token, left: str, signature: Signature | None = None) -> str:
    """Return the same as a sentence about the token of that name."""
    if is_proven(token, signature):
        return tr("{token} is valid for another {time}", token=name, time=left)
    texts = {
        "unsigned": tr("{token} is not expired for another {time}, not signed",
                       token=name, time=left),
        "encrypted": tr("{token} is not expired for another {time}, its maker not checked",
                        token=name, time=left),
    }  # fmt: skip
    unchecked = tr("{token} is not expired for another {time}, signature not checked",
                   token=name, time=left)  # fmt: skip
    return texts.get(_lacks(token), unchecked)


def with_standing(token: Token, now: datetime, signature: Signature | None = None) -> Token:
    """Return a token whose result says how it stands, for where it is written out whole."""
    begun = token.not_before is None or token.not_before <= now
    if token.result or token.expires is None or token.expires <= now or not begun:
        return token
    stands = standing(token, span(token.expires - now), signature)
    return msgspec.structs.replace(token, result=stands.text)


def is_proven(token: Token, signature: Signature | None) -> bool:
    """Whether a check proved who made it; that a key opens it proves nothing (RFC 7516 §12)."""
    return signature is not None and signature.state == "valid" and token.kind != "jwe"


def is_unsigned(token: Token) -> bool:
    """Whether there is no signature that a key could prove: alg is none, or bare XML."""
    if token.kind == "saml":
        return not any(part.name == "signature" for part in token.parts)
    rows = [row for part in token.parts if part.name == "signature" for row in part.rows]
    return token.kind == "jwt" and bool(rows) and not any(row.value for row in rows)


def _lacks(token: Token) -> str:
    if token.kind == "jwe":
        return "encrypted"
    return "unsigned" if is_unsigned(token) else ""
