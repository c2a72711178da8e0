"""Checks that fit any typed secret: blanks, line breaks, quotes, invisible characters, keys."""

import unicodedata

from inspector.authenticate.scheme import Check
from inspector.model.kinds.signing.signing_terms import SecretCoding
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

_QUOTES = "\"'`“”‘’«»"


def checks(field: str, secret: str) -> tuple[Check, ...]:
    """Return what commonly goes wrong when a secret is pasted."""
    found = (_breaks(field, secret), _blanks(field, secret), _quotes(field, secret))
    return tuple(each for each in (*found, _hidden(field, secret)) if each is not None)


def key_checks(algorithm: str, coding: SecretCoding, secret: str) -> tuple[Check, ...]:
    """Return what is wrong with the key of a signature; one under a passphrase is not opened."""
    from inspector.protocol.signatures import key_signature  # noqa: PLC0415 - for what signs only
    from inspector.protocol.tokens import signing_key  # noqa: PLC0415 - as above

    found = () if signing_key.looks_private(secret) else checks("key", secret)
    if not secret.strip() or signing_key.is_sealed(secret):
        return found
    try:
        key_signature.usable(algorithm, key_signature.SigningKey(secret.strip(), coding))
    except SigningError as error:
        return (*found, Check(kind="wrong-key", field="key", text=str(error), level="bad"))
    return found


def _breaks(field: str, secret: str) -> Check | None:
    if not any(char in secret for char in "\r\n"):
        return None
    text = tr("It contains a line break; it was probably copied along.")
    return Check(kind="line-break", field=field, text=text, level="bad")


def _blanks(field: str, secret: str) -> Check | None:
    bare = secret.strip("\r\n")
    if bare == bare.strip():
        return None
    return Check(kind="outer-blank", field=field, text=tr("It starts or ends with a blank."))


def _quotes(field: str, secret: str) -> Check | None:
    bare = secret.strip()
    if len(bare) < 2 or bare[0] not in _QUOTES or bare[-1] not in _QUOTES:  # noqa: PLR2004 - a pair
        return None
    text = tr("It is in quotes; the quotes would be sent too.")
    return Check(kind="quotes", field=field, text=text)


def _hidden(field: str, secret: str) -> Check | None:
    bare = secret.strip()
    if not any(unicodedata.category(char) in {"Cf", "Cc"} for char in bare if char not in "\r\n"):
        return None
    text = tr("It contains an invisible character.")
    return Check(kind="invisible", field=field, text=text)
