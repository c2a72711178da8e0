"""The security schemes of an OpenAPI description: what is asked for, and no value of it."""

import re
from typing import Any

from inspector.compose.variables import names_in
from inspector.library.slug import free
from inspector.model.credential import Credential, as_api_key, as_oauth
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import references

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_FLOWS = {
    "authorization-code": "authorizationCode",
    "client-credentials": "clientCredentials",
    "password": "password",
    "device-code": "deviceAuthorization",
}
_NEEDED = {
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
    "clientCredentials": ("tokenUrl",),
    "password": ("tokenUrl",),
    "deviceAuthorization": ("deviceAuthorizationUrl", "tokenUrl"),
}
Json = dict[str, Any]


class Security:
    """Gives each credential a scheme; the same one gets the same.

    It is called as the variable is that stands for its secret, so that who reads it asks for that.
    """

    def __init__(self) -> None:
        self.schemes: Json = {}
        self._names: dict[Credential, str] = {}

    def wanted(self, credentials: tuple[Credential, ...]) -> list[dict[str, list[str]]]:
        """Return the requirement of one operation, all of it at once; `[]` for nothing sent."""
        given = [self._scopes(each) for each in credentials if each.is_given]
        return [dict(given)] if given else []

    def _scopes(self, credential: Credential) -> tuple[str, list[str]]:
        """Return the name of a credential's scheme, and the scopes that it asks for."""
        if credential not in self._names:
            name = free(_called(credential), {each.lower() for each in self.schemes})
            self._names[credential] = name
            self.schemes[name] = _scheme(credential)
        granted = as_oauth(credential)
        scopes = granted.scope.split() if granted is not None else []
        return self._names[credential], scopes


def _called(credential: Credential) -> str:
    names = (name for ref in references(credential) for name in names_in(ref.name))
    return _UNFIT.sub("_", next(names, credential.kind))


def _scheme(credential: Credential) -> Json:
    if (key := as_api_key(credential)) is not None:
        return {"type": "apiKey", "name": key.name, "in": key.place}
    if (granted := as_oauth(credential)) is not None:
        return _oauth2(granted)
    return {"type": "http", "scheme": credential.scheme_name.lower()}


def _oauth2(given: OAuth2) -> Json:
    if given.issuer and not given.endpoints.token:
        address = given.issuer.rstrip("/") + "/.well-known/openid-configuration"
        return {"type": "openIdConnect", "openIdConnectUrl": address}
    flow = _FLOWS.get(given.grant, "clientCredentials")
    said = {
        "authorizationUrl": given.endpoints.authorization,
        "tokenUrl": given.endpoints.token,
        "refreshUrl": given.endpoints.refresh,
        "deviceAuthorizationUrl": given.endpoints.device,
    }
    needed = _NEEDED[flow]
    urls = {
        name: url for name, url in said.items() if name in needed or (url and name == "refreshUrl")
    }
    scopes = dict.fromkeys(given.scope.split(), "")
    return {"type": "oauth2", "flows": {flow: {**urls, "scopes": scopes}}}
