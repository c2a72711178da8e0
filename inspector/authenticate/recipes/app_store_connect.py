"""App Store Connect: a JWT of an API key, for twenty minutes at most."""

from inspector.authenticate.recipe import NOW, Filled, Recipe, RecipeField, Values, after, json_of
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.wording import tr

_SOURCE = (
    "https://developer.apple.com/documentation/appstoreconnectapi/"
    "generating-tokens-for-api-requests"
)
_AUDIENCE = "appstoreconnect-v1"
_MOST = 1140  # seconds: Apple takes 20 minutes at most


def recipes() -> tuple[Recipe, ...]:
    """Return the one; a key of a single person has no issuer but the subject `user`."""
    fields = (
        RecipeField("issuer", tr("Issuer ID"), placeholder=tr("Empty for an individual key")),
        RecipeField("kid", tr("Key ID"), placeholder="2X9R4HXF34"),
        RecipeField("key", tr("Private key (.p8)"), is_secret=True),
    )
    title = tr("App Store Connect")
    return (Recipe("app-store-connect", "signed-jwt", title, _SOURCE, fields, _filled),)


def _filled(values: Values) -> Filled:
    issuer = values.get("issuer", "").strip()
    claims = json_of(
        iss=issuer, sub="" if issuer else "user", iat=NOW, exp=after(_MOST), aud=_AUDIENCE
    )
    header = json_of(kid=values.get("kid", "").strip())
    credential = SignedJwt(algorithm="ES256", header=header, claims=claims)
    return Filled(credential=credential, secret=values.get("key", ""))
