"""Checks of a typed token: the word pasted twice, the wrong kind of token, expired."""

import time
from typing import Any

from inspector.authenticate.scheme import Check
from inspector.protocol.tokens import jose
from inspector.protocol.unseen import name_of_unseen
from inspector.wording import tr
from inspector.wording.durations import counted


def checks(word: str, token: str) -> tuple[Check, ...]:
    """Return the remarks about a token that is sent after a scheme word."""
    found = [_doubled(word, token), _blank_inside(word, token), _unseen(token), *_claims(token)]
    return tuple(each for each in found if each is not None)


def _doubled(word: str, token: str) -> Check | None:
    first = token.strip().partition(" ")[0].rstrip(":").lower()
    if not word or first not in {word.lower(), "authorization"}:
        return None
    text = tr("The word {word} is already in front; here only the token belongs.", word=word)
    return Check(kind="doubled-word", field="token", text=text, level="bad")


def _blank_inside(word: str, token: str) -> Check | None:
    if _doubled(word, token) or not any(char.isspace() for char in token.strip()):
        return None
    text = tr("There is a blank inside the token; a token has none (RFC 6750 §2.1).")
    return Check(kind="blank-inside", field="token", text=text, level="bad")


def _unseen(token: str) -> Check | None:
    if not (name := name_of_unseen(token)):
        return None
    text = tr("There is a character in the token that nobody sees: {name}.", name=name)
    return Check(kind="unseen-character", field="token", text=text, level="bad")


def _claims(token: str) -> list[Check | None]:
    if token.count(".") not in {2, 4}:
        return []
    read = jose.read(token)
    claims = getattr(read, "claims", None)
    if not isinstance(claims, dict):
        return []
    header = getattr(read, "header", {})
    return [_expired(claims), _kind(claims, header if isinstance(header, dict) else {})]


def _expired(claims: dict[str, Any]) -> Check | None:
    expires = claims.get("exp")
    if isinstance(expires, bool) or not isinstance(expires, int | float):
        return None
    minutes = (time.time() - expires) / 60
    if minutes <= 0:
        return None
    ago = counted(max(1, round(minutes)), "minute")
    text = tr("This token expired {time} ago.", time=ago)
    return Check(kind="expired", field="token", text=text, level="bad")


def _kind(claims: dict[str, Any], header: dict[str, Any]) -> Check | None:
    kind = str(claims.get("typ") or header.get("typ") or "").lower()
    if kind in {"refresh", "offline"} or str(claims.get("token_use", "")).lower() == "refresh":
        text = tr("This looks like a refresh token; an API wants an access token.")
        return Check(kind="refresh-token", field="token", text=text)
    is_id = kind == "id" or str(claims.get("token_use", "")).lower() == "id"
    if is_id or ("nonce" in claims and "scope" not in claims) or "at_hash" in claims:
        text = tr("This looks like an ID token; an API wants an access token.")
        return Check(kind="id-token", field="token", text=text)
    return None
