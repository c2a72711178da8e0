"""Takes a JSON Web Key or a set of them apart; private members are never shown (RFC 7517)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens import claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.json_text import parse_object
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import dpop
from inspector.protocol.tokens.claim_names import PRIVATE_MEMBERS
from inspector.protocol.tokens.jose import MOST_CHARACTERS
from inspector.wording import tr, tr_n

_MOST = 50


def fit(text: Given) -> float:
    """Return how surely the text is a key or a set of keys."""
    return 0.95 if _keys(text) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show each key with its thumbprint."""
    keys = _keys(text)
    title = tr_n("Key (JWK)", "Set of {count} keys (JWKS)", len(keys)) if keys else tr("Key (JWK)")
    return Token(
        kind="jwk",
        title=title,
        result=_result(keys),
        todo=_todo(keys),
        masked=DOTS,
        parts=tuple(_parts(keys, now)),
        remarks=tuple(_remarks(keys)),
    )


def _is_secret(key: dict[str, Any]) -> bool:
    return bool(PRIVATE_MEMBERS & set(key))


def _result(keys: list[dict[str, Any]]) -> str:
    if any(map(_is_secret, keys)):
        return tr_n("Secret key", "Set of {count} keys with secret ones", len(keys))
    return tr_n("Public key", "Set of {count} public keys", len(keys)) if keys else ""


def _todo(keys: list[dict[str, Any]]) -> str:
    if any(map(_is_secret, keys)):
        return tr("Keep it to yourself: who has it can make tokens in its owner's name.")
    return tr("Give it under Use a key… on a token's page to check a signature with it.")


def _keys(text: Given) -> list[dict[str, Any]]:
    stripped = text.whole.strip()
    if not stripped.startswith("{") or len(stripped) > MOST_CHARACTERS or '"kty"' not in stripped:
        return []
    found = parse_object(stripped)
    members = found.value if found else {}
    listed = members.get("keys", [members])
    entries = listed if isinstance(listed, list) else []
    return [one for one in entries if isinstance(one, dict) and "kty" in one]


def _parts(keys: list[dict[str, Any]], now: datetime) -> Iterator[TokenPart]:
    for number, key in enumerate(keys[:_MOST], start=1):
        which = f" {number}" if len(keys) > 1 else ""
        shown = {name: DOTS if name in PRIVATE_MEMBERS else value for name, value in key.items()}
        rows = list(claims.rows(shown, now))
        if thumbprint := dpop.thumbprint(key):
            meaning = tr("Its SHA-256 thumbprint (RFC 7638), as in cnf.jkt")
            rows.append(TokenRow(name="thumbprint", value=thumbprint, meaning=meaning))
        yield TokenPart(name="key", title=tr("Key{number}", number=which), rows=tuple(rows))


def _remarks(keys: list[dict[str, Any]]) -> Iterator[TokenRemark]:
    secret = sum(1 for key in keys if _is_secret(key))
    if secret:
        text = tr_n(
            "{count} key is secret: it must not be published.",
            "{count} keys are secret: they must not be published.",
            secret,
        )
        yield TokenRemark(text=text, level="bad")
    kids = [key.get("kid") for key in keys if isinstance(key.get("kid"), str)]
    if len(kids) != len(set(kids)):
        yield TokenRemark(text=tr("Two keys have the same kid."), level="odd")
    if len(keys) > _MOST:
        yield TokenRemark(text=tr("{count} keys are shown.", count=_MOST))
