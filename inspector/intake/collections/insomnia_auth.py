"""The credentials of Insomnia: what an `authentication` object says."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from inspector.intake.collections import credentials
from inspector.intake.collections.taking import (
    Taking,
)
from inspector.model.credential import Credential
from inspector.model.kinds.bearer import Bearer

_Entry = Mapping[str, Any]


def _bearer(taking: Taking, said: _Entry) -> Bearer:
    made = credentials.bearer(taking, said.get("token"), said.get("prefix"))
    return msgspec.structs.replace(made, word="") if said.get("prefix") == "NO_PREFIX" else made


KINDS: dict[str, Callable[[Taking, _Entry], Credential]] = {
    "basic": lambda taking, said: credentials.basic(
        taking, said.get("username"), said.get("password")
    ),
    "digest": lambda taking, said: credentials.digest(
        taking, said.get("username"), said.get("password")
    ),
    "ntlm": credentials.ntlm,
    "bearer": _bearer,
    "singleToken": lambda taking, said: _bearer(taking, {**said, "prefix": "NO_PREFIX"}),
    "apikey": lambda taking, said: credentials.api_key(
        taking, said.get("key"), said.get("value"), said.get("addTo")
    ),
    "oauth2": lambda taking, said: credentials.oauth2(taking, _oauth2(said)),
}


def _oauth2(said: _Entry) -> dict[str, Any]:
    return {
        "grant": said.get("grantType") or "authorization_code",
        "pkce": bool(said.get("usePkce")) if "usePkce" in said else None,
        "pkce_method": said.get("pkceMethod"),
        "authorization_url": said.get("authorizationUrl"),
        "token_url": said.get("accessTokenUrl"),
        "client_id": said.get("clientId"),
        "client_secret": said.get("clientSecret"),
        "scope": said.get("scope"),
        "user": said.get("username"),
        "password": said.get("password"),
        "client_by": "body" if said.get("credentialsInBody") else "header",
        "redirect": said.get("redirectUrl"),
        "state": said.get("state"),
        "audience": said.get("audience"),
        "resource": said.get("resource"),
        "word": said.get("tokenPrefix"),
        "access_token": said.get("accessToken"),
        "refresh_token": said.get("refreshToken"),
    }
