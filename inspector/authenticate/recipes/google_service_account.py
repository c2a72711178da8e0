"""Google service account: its key file gives access and ID tokens by the JWT bearer grant."""

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
from inspector.model.kinds.signed_jwt import HandedInFor, SignedJwt
from inspector.protocol.json_text import parse_object
from inspector.wording import tr

_SOURCE = "https://developers.google.com/identity/protocols/oauth2/service-account"
# Not the `token_uri` of the file: whoever wrote that could have the assertions sent anywhere.
_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_MOST = 3600  # seconds


def recipes() -> tuple[Recipe, ...]:
    """Return that for each kind of token."""
    file = RecipeField("file", tr("Key file (JSON)"), is_secret=True)
    scope = RecipeField("scope", tr("Scope"), placeholder="https://www.googleapis.com/auth/…")
    audience = RecipeField("audience", tr("Audience"), placeholder="https://service.run.app")
    return (
        Recipe(
            "google-access-token",
            "signed-jwt",
            tr("Google service account, access token"),
            _SOURCE,
            (file, scope),
            lambda values: _filled(values, "access_token", scope=_given(values, "scope")),
        ),
        Recipe(
            "google-id-token",
            "signed-jwt",
            tr("Google service account, ID token"),
            _SOURCE,
            (file, audience),
            lambda values: _filled(values, "id_token", target_audience=_given(values, "audience")),
        ),
    )


def _given(values: Values, name: str) -> str:
    value = values.get(name, "").strip()
    if not value:
        raise RecipeError(tr("Google wants a scope or an audience; enter it."))
    return value


def _filled(values: Values, takes: HandedInFor, **wanted: str) -> Filled:
    read = parse_object(values.get("file", ""))
    members = read.value if read else {}
    key, mail = members.get("private_key"), members.get("client_email")
    if not isinstance(key, str) or not isinstance(mail, str):
        raise RecipeError(
            tr("This is no key file of a service account: private_key or client_email is missing.")
        )
    claims = json_of(iss=mail, **wanted, aud=_TOKEN, iat=NOW, exp=after(_MOST))
    credential = SignedJwt(
        algorithm="RS256",
        header=json_of(kid=str(members.get("private_key_id", ""))),
        claims=claims,
        token_url=_TOKEN,
        takes=takes,
    )
    return Filled(credential=credential, secret=key)
