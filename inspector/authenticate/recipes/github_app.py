"""GitHub App: a JWT that speaks for the app itself."""

from inspector.authenticate.recipe import Filled, Recipe, RecipeField, Values, after, json_of
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.wording import tr

_SOURCE = (
    "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/"
    "generating-a-json-web-token-jwt-for-a-github-app"
)
# At most ten minutes from now; a minute of drift between the clocks is allowed for on both sides.
_BEFORE, _AFTER = -60, 540


def recipes() -> tuple[Recipe, ...]:
    """Return the one."""
    fields = (
        RecipeField("app", tr("Client ID or App ID of the app"), placeholder="Iv23li…"),
        RecipeField("key", tr("Private key (PEM)"), is_secret=True),
    )
    return (Recipe("github-app", "signed-jwt", tr("GitHub App"), _SOURCE, fields, _filled),)


def _filled(values: Values) -> Filled:
    claims = json_of(iat=after(_BEFORE), exp=after(_AFTER), iss=values.get("app", "").strip())
    credential = SignedJwt(algorithm="RS256", claims=claims)
    note = tr("It speaks for the app; an installation's token is asked for with it.")
    return Filled(credential=credential, secret=values.get("key", ""), note=note)
