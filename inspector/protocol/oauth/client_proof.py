"""How the client proves itself at the provider (RFC 6749 §2.3.1, RFC 7523 §2.2, RFC 8705 §2)."""

import json
from base64 import b64encode
from typing import Any
from urllib.parse import quote_plus

import msgspec

from inspector.model.kinds.oauth import ClientMethod, ClientProof
from inspector.protocol.oauth.parameters import Parameter, Parameters
from inspector.protocol.tokens.signing import signed

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFE = 60  # seconds; an assertion is used at once
_OF_CURVE = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}
_OF_KIND = {"RSA": "RS256", "OKP": "EdDSA", "oct": "HS256"}
_CERTIFICATE = frozenset({"tls_client_auth", "self_signed_tls_client_auth"})


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What the client has to prove itself with: secrets in clear."""

    client_id: str
    secret: str = ""
    key: str = ""
    settings: ClientProof = ClientProof()

    def __repr__(self) -> str:
        return f"Material(client_id={self.client_id!r})"


class Proved(msgspec.Struct, frozen=True, kw_only=True):
    """What a proof adds to a message. basic: the value after the word Basic, empty for none."""

    basic: str = ""
    parameters: Parameters = ()

    def __repr__(self) -> str:
        return f"Proved({self.parameters!r})"


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """What an assertion needs beside the key. issued: seconds since the epoch; jti: a new one."""

    audience: str
    issued: int
    jti: str


def choose(material: Material, offered: tuple[str, ...]) -> ClientMethod:
    """Return the method set; left open, the first that is offered and can be used.

    A provider that says nothing takes Basic (RFC 8414 §2); its first offer wins over ours.
    """
    if material.settings.method != "automatic":
        return material.settings.method
    usable = _usable(material)
    ours: dict[str, ClientMethod] = {method: method for method in usable}
    return next((ours[name] for name in offered if name in ours), usable[0])


def _usable(material: Material) -> tuple[ClientMethod, ...]:
    """Return the methods that there is something for, the strongest first."""
    found: list[ClientMethod] = []
    if material.key:
        found.append("private_key_jwt")
    if material.settings.certificate:
        found += ["tls_client_auth", "self_signed_tls_client_auth"]
    if material.secret:
        found += ["client_secret_basic", "client_secret_post", "client_secret_jwt"]
    return tuple(found) or ("none",)


def needs_certificate(method: ClientMethod) -> bool:
    """Whether the proof is the certificate of the connection."""
    return method in _CERTIFICATE


def missing(method: ClientMethod, material: Material) -> str:
    """Return which material a method lacks: "secret", "key", "certificate", or nothing."""
    if method.startswith("client_secret") and not material.secret:
        return "secret"
    if method == "private_key_jwt" and not material.key:
        return "key"
    if needs_certificate(method) and not material.settings.certificate:
        return "certificate"
    return ""


def prove(method: ClientMethod, material: Material, assertion: Assertion) -> Proved:
    """Return what a method adds; raises SigningError for a key that can't sign."""
    name = Parameter("client_id", material.client_id)
    match method:
        case "client_secret_basic":
            return Proved(basic=_basic(material))
        case "client_secret_post":
            return Proved(
                parameters=(name, Parameter("client_secret", material.secret, secret=True))
            )
        case "client_secret_jwt" | "private_key_jwt":
            made = signed_assertion(method, material, assertion)
            return Proved(
                parameters=(
                    name,
                    Parameter("client_assertion_type", ASSERTION_TYPE),
                    Parameter("client_assertion", made, secret=True),
                )
            )
    return Proved(parameters=(name,))


def _basic(material: Material) -> str:
    """Both parts are encoded as in a form first (RFC 6749 §2.3.1, appendix B)."""
    user, password = quote_plus(material.client_id), quote_plus(material.secret)
    return b64encode(f"{user}:{password}".encode()).decode("ascii")


def signed_assertion(method: ClientMethod, material: Material, assertion: Assertion) -> str:
    """Return the client assertion (RFC 7523 §3); raises SigningError."""
    settings = material.settings
    key = material.secret if method == "client_secret_jwt" else material.key
    otherwise = "HS256" if method == "client_secret_jwt" else algorithm_of(key)
    header = {"alg": settings.algorithm or otherwise, "typ": "JWT"}
    if kid := settings.key_id or _kid(key):
        header["kid"] = kid
    claims = {
        "iss": material.client_id,
        "sub": material.client_id,
        "aud": settings.audience or assertion.audience,
        "jti": assertion.jti,
        "iat": assertion.issued,
        "exp": assertion.issued + _LIFE,
    }
    return signed(header, claims, key)


def algorithm_of(key: str) -> str:
    """Return the algorithm that a private key (PEM or JWK) is for; RS256 where it can't be told."""
    members = jwk_members(key)
    if members is None:
        return _algorithm_of_pem(key)
    named = members.get("alg")
    if isinstance(named, str) and named:
        return named
    return _OF_CURVE.get(str(members.get("crv"))) or _OF_KIND.get(str(members.get("kty")), "RS256")


def jwk_members(key: str) -> dict[str, Any] | None:
    """Return a key as its JWK members, None where it is none (PEM, say)."""
    if not key.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(key)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _kid(key: str) -> str:
    return str((jwk_members(key) or {}).get("kid", ""))


def _algorithm_of_pem(key: str) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519  # noqa: PLC0415 - with the first key
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - as above

    try:
        loaded = load_pem_private_key(key.strip().encode(), None)
    except (ValueError, TypeError):
        return "RS256"
    if isinstance(loaded, ec.EllipticCurvePrivateKey):
        return {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}.get(
            loaded.curve.name, "ES256"
        )
    return (
        "EdDSA"
        if isinstance(loaded, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
        else "RS256"
    )
