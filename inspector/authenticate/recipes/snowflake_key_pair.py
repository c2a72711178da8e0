"""Snowflake key pair: the fingerprint of the public key stands in the issuer."""

import hashlib
from base64 import b64encode

from inspector.authenticate.recipe import (
    NOW,
    Filled,
    Recipe,
    RecipeError,
    RecipeField,
    Values,
    after,
    json_of,
)
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

_SOURCE = "https://docs.snowflake.com/en/developer-guide/sql-api/authenticating"
_MOST = 3540  # seconds: Snowflake takes an hour at most


def recipes() -> tuple[Recipe, ...]:
    """Return the one."""
    fields = (
        RecipeField("account", tr("Account"), placeholder="myorg-account"),
        RecipeField("user", tr("User")),
        RecipeField("key", tr("Private key (PEM)"), is_secret=True),
        RecipeField("passphrase", tr("Passphrase of the key"), is_secret=True),
    )
    title = tr("Snowflake key pair")
    return (Recipe("snowflake-key-pair", "signed-jwt", title, _SOURCE, fields, _filled),)


def account_name(identifier: str) -> str:
    """Return an account as the claims name it: capital letters, no region or cloud."""
    bare = identifier.strip()
    end = bare.find("-") if ".global" in bare else bare.find(".")
    return (bare[:end] if end > 0 else bare).upper()


def fingerprint(pem: str, passphrase: str = "") -> str:
    """Return `SHA256:` and the Base64 of the hash of the public key as DER. Raises SigningError."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415 - with the first key

    key = signing_key.usable("RS256", pem, passphrase=passphrase)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"SHA256:{b64encode(hashlib.sha256(public).digest()).decode()}"


def _filled(values: Values) -> Filled:
    pem, passphrase = values.get("key", ""), values.get("passphrase", "")
    try:
        print_ = fingerprint(pem, passphrase)
    except SigningError as error:
        raise RecipeError(str(error)) from error
    subject = f"{account_name(values.get('account', ''))}.{values.get('user', '').strip().upper()}"
    claims = json_of(iss=f"{subject}.{print_}", sub=subject, iat=NOW, exp=after(_MOST))
    return Filled(
        credential=SignedJwt(algorithm="RS256", claims=claims),
        secret=pem,
        passphrase=passphrase,
        note=tr("Its SQL API also takes X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT."),
    )
