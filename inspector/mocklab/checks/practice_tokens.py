"""Makes and checks the practice tokens: JWTs signed with HS256 or RS256 (RFC 7519)."""

import json
from functools import cache
from typing import Any

from inspector.mocklab.messages import Chosen, LabRequest
from inspector.mocklab.scenario import Bench
from inspector.protocol.scheme_words import split_scheme
from inspector.wording.resources import resources, shipped_text

HMAC_KEY = "practice-signing-key-known-to-everyone-do-not-use"
_KEY_ID = "practice-2"
_HOUR = 3600


def claims_of(bench: Bench, *, ends_in: int, audience: str = "", scope: str = "") -> dict[str, Any]:
    """Return the claims of a practice token of one hour that ends in so many seconds."""
    end = bench.clock.seconds() + ends_in
    return {
        "iss": bench.address,
        "sub": "ada@practice.test",
        "aud": audience or bench.address,
        "scope": scope or "orders:read",
        "client_id": "practice-client",
        "iat": end - _HOUR,
        "nbf": end - _HOUR,
        "exp": end,
        "jti": f"practice-{bench.count('jti'):04d}",
    }


def sign(claims: dict[str, Any], algorithm: str = "HS256") -> str:
    """Return the token, signed with the practice key of the algorithm."""
    import jwt  # noqa: PLC0415 - it takes a tenth of a second, and few scenarios need it

    if algorithm == "RS256":
        return jwt.encode(claims, _rsa_key(), algorithm, headers={"kid": _KEY_ID})
    return jwt.encode(claims, HMAC_KEY, algorithm)


def bearer(value: str) -> str:
    """Return the token of an Authorization value, "" when it is no Bearer."""
    written = split_scheme(value)
    return written.rest.strip() if written.scheme == "bearer" else ""


def claims_sent(request: LabRequest) -> dict[str, Any] | None:
    """Return the claims of the token that a request brings; None where it has no genuine one."""
    token = bearer(request.header("Authorization"))
    return claims_in(token) if token else None


def fresh_token(claims: dict[str, Any], algorithm: str = "HS256") -> Chosen:
    """Answer as a token endpoint does, with a token of these claims."""
    return Chosen("token", {"token": sign(claims, algorithm)})


def claims_in(token: str) -> dict[str, Any] | None:
    """Return the claims of a token with a valid signature, whatever its times; else None."""
    import jwt  # noqa: PLC0415 - as above

    try:
        algorithm = jwt.get_unverified_header(token).get("alg")
        key = _rsa_key().public_key() if algorithm == "RS256" else HMAC_KEY
        return jwt.decode(
            token,
            key,
            algorithms=["RS256", "HS256"],
            options={"verify_exp": False, "verify_nbf": False, "verify_aud": False},
        )
    except jwt.InvalidTokenError:
        return None


@cache
def _rsa_key() -> Any:
    from jwt.algorithms import RSAAlgorithm  # noqa: PLC0415 - as above

    text = shipped_text(resources() / "mocklab" / "practice-key.json")
    return RSAAlgorithm.from_jwk(json.loads(text))
