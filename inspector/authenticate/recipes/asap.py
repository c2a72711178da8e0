"""ASAP, Atlassian's protocol between services: the key's name begins with the issuer."""

from inspector.authenticate.recipe import (
    NOW,
    Filled,
    Moment,
    Recipe,
    RecipeError,
    RecipeField,
    Values,
    after,
    json_of,
)
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.wording import tr

_SOURCE = "https://s2sauth.bitbucket.io/spec/"
_LIFE = 60  # seconds; an hour at most


def recipes() -> tuple[Recipe, ...]:
    """Return the one."""
    fields = (
        RecipeField("issuer", tr("Issuer"), placeholder="my-service"),
        RecipeField("kid", tr("Key ID"), placeholder="my-service/key-1"),
        RecipeField("audience", tr("Audience"), placeholder="their-service"),
        RecipeField("key", tr("Private key (PEM)"), is_secret=True),
    )
    return (Recipe("asap", "signed-jwt", tr("ASAP (Atlassian)"), _SOURCE, fields, _filled),)


def _filled(values: Values) -> Filled:
    issuer, kid = values.get("issuer", "").strip(), values.get("kid", "").strip()
    if not kid.startswith(f"{issuer}/"):
        raise RecipeError(
            tr("The key ID must begin with the issuer and a slash: {issuer}/…", issuer=issuer)
        )
    claims = json_of(
        iss=issuer,
        aud=values.get("audience", "").strip(),
        iat=NOW,
        exp=after(_LIFE),
        jti=Moment('"{{uuid}}"'),
    )
    credential = SignedJwt(algorithm="RS256", header=json_of(kid=kid), claims=claims)
    return Filled(credential=credential, secret=values.get("key", ""))
