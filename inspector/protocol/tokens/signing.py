"""Writes an edited token: signed anew with a key, or with the signature it had (RFC 7515 §5.1)."""

import base64
import json
from typing import Any

from inspector.protocol.tokens import jose
from inspector.wording import tr

Members = dict[str, Any]


class SigningError(ValueError):
    """It can't be signed as asked; the text says why and what to do, without any secret."""


def parsed(text: str, what: str) -> Members:
    """Return edited JSON text as members. what: "header" or "claims", for the message.

    Raises SigningError with the line and column of the mistake.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise SigningError(
            tr(
                "The JSON of the {what} breaks at line {line}, column {column}.",
                what=what,
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    except RecursionError as error:
        raise SigningError(tr("The JSON of the {what} is nested too deeply.", what=what)) from error
    if not isinstance(content, dict):
        raise SigningError(tr("The JSON of the {what} must be an object in braces.", what=what))
    return content


def signed(header: Members, claims: Members, key: str) -> str:
    """Return a token signed with the key: a shared secret, or a private key as PEM or JWK.

    Raises SigningError.
    """
    algorithm = str(header.get("alg", ""))
    if algorithm.lower() == "none":
        return _joined(header, claims, b"")
    from jwt import PyJWK  # noqa: PLC0415 - with the first edit
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    try:
        usable: Any = PyJWK(_jwk(key), algorithm).key if _is_jwk(key) else key
    except (PyJWTError, NotImplementedError, ValueError, TypeError, AttributeError) as error:
        raise _unable(algorithm, error) from error
    return signed_with(header, claims, usable)


def signed_with(header: Members, claims: Members, key: Any) -> str:
    """Return a token signed with what PyJWT takes as a key; raises SigningError."""
    algorithm = str(header.get("alg", ""))
    from jwt import get_algorithm_by_name  # noqa: PLC0415 - with the first edit
    from jwt.exceptions import PyJWTError  # noqa: PLC0415 - as above

    try:
        method = get_algorithm_by_name(algorithm)
        head = _encoded(header) + b"." + _encoded(claims)
        signature = method.sign(head, method.prepare_key(key))
    except (PyJWTError, NotImplementedError, ValueError, TypeError, AttributeError) as error:
        raise _unable(algorithm, error) from error
    return head.decode() + "." + _base64(signature).decode()


def _unable(algorithm: str, error: Exception) -> SigningError:
    return SigningError(
        tr(
            "This key can't sign with {alg}: {reason}",
            alg=algorithm or "–",
            reason=str(error).partition("{")[0].rstrip(": ")[:200],  # no member of a key
        )
    )


def _jwk(key: str) -> Members:
    members: Members = json.loads(key)
    if "kty" not in members:
        raise SigningError(tr("This JWK does not say of what kind it is: kty is missing."))
    return members


def unsigned(original: str, header: Members, claims: Members) -> str:
    """Return the edited token with the signature of the original, which will not verify."""
    read = jose.read(original)
    signature = read.signature if isinstance(read, jose.Jws) else b""
    return _joined(header, claims, signature)


def _joined(header: Members, claims: Members, signature: bytes) -> str:
    parts = (_encoded(header), _encoded(claims), _base64(signature))
    return b".".join(parts).decode()


def _encoded(members: Members) -> bytes:
    text = json.dumps(members, separators=(",", ":"), ensure_ascii=False)
    try:
        return _base64(text.encode())
    except UnicodeEncodeError:  # half a character, which only an escape can write
        return _base64(json.dumps(members, separators=(",", ":")).encode())


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _is_jwk(key: str) -> bool:
    return key.lstrip().startswith("{")
