"""The credentials of Postman, in files of format 2 and 3: an `auth` block and its settings."""

from collections.abc import Callable, Mapping
from typing import Any

from inspector.intake.collections import credentials
from inspector.intake.collections.taking import (
    Taking,
    is_on,
    mapping,
    rows,
    text,
)
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import OwnMessage, OwnParameter

_MESSAGES: tuple[tuple[str, OwnMessage], ...] = (
    ("authRequestParams", "authorization"),
    ("tokenRequestParams", "token"),
    ("refreshRequestParams", "refresh"),
)


_INHERITED = InheritCredential()


def credential(taking: Taking, auth: Any, missing: Credential = _INHERITED) -> Credential:
    """Return what an `auth` block says; missing: what one that is absent or null means."""
    block = mapping(auth)
    kind = text(block.get("type"))
    if not kind or kind == "inherit":
        return missing
    if kind == "noauth":
        return NoCredential()
    return made_of(taking, kind, settings(block.get(kind, block.get("credentials"))))


def settings(found: Any) -> dict[str, Any]:
    """Return the settings of a credential: rows of key and value, or an object."""
    if isinstance(found, Mapping):
        return dict(found)
    return {text(row.get("key")): row.get("value") for row in rows(found) if is_on(row)}


def made_of(taking: Taking, kind: str, given: Mapping[str, Any]) -> Credential:
    """Return the credential of one of Postman's types."""
    said = {name: taking.all_words(value) for name, value in given.items()}
    make = _KINDS.get(kind)
    return make(taking, said) if make is not None else credentials.other(taking, kind, said)


def _oauth2(said: Mapping[str, Any]) -> dict[str, Any]:
    grant = text(said.get("grant_type") or said.get("grantType"))
    return {
        "grant": grant,
        "pkce": grant == "authorization_code_with_pkce"
        if grant.startswith("authorization")
        else None,
        "pkce_method": "plain" if said.get("challengeAlgorithm") == "plain" else "",
        "authorization_url": said.get("authUrl"),
        "token_url": said.get("accessTokenUrl"),
        "refresh_url": said.get("refreshTokenUrl"),
        "client_id": said.get("clientId"),
        "client_secret": said.get("clientSecret"),
        "scope": said.get("scope"),
        "user": said.get("username"),
        "password": said.get("password"),
        "client_by": said.get("client_authentication"),
        "redirect": said.get("redirect_uri"),
        "state": said.get("state"),
        "audience": said.get("audience"),
        "resource": said.get("resource"),
        "place": said.get("addTokenTo"),
        "word": said.get("headerPrefix"),
        "access_token": said.get("accessToken"),
        "refresh_token": said.get("refreshToken"),
        "own": _own_parameters(said),
    }


def _own_parameters(said: Mapping[str, Any]) -> tuple[OwnParameter, ...]:
    return tuple(
        credentials.own_parameter(message, row.get("send_as"), row.get("key"), row.get("value"))
        for name, message in _MESSAGES
        for row in rows(said.get(name))
        if is_on(row)
    )


def _jwt(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "algorithm": said.get("algorithm"),
        "key": said.get("secret") or said.get("privateKey"),
        "claims": said.get("payload"),
        "header": said.get("header") or said.get("headers"),
        "base64": said.get("isSecretBase64Encoded"),
        "place": said.get("addTokenTo"),
        "name": said.get("queryParamKey") if said.get("addTokenTo") == "queryParam" else "",
        "word": said.get("headerPrefix"),
    }


_KINDS: dict[str, Callable[[Taking, Mapping[str, Any]], Credential]] = {
    "basic": lambda taking, said: credentials.basic(
        taking, said.get("username"), said.get("password")
    ),
    "bearer": lambda taking, said: credentials.bearer(taking, said.get("token")),
    "apikey": lambda taking, said: credentials.api_key(
        taking, said.get("key"), said.get("value"), said.get("in")
    ),
    "digest": lambda taking, said: credentials.digest(
        taking, said.get("username"), said.get("password"), said.get("algorithm")
    ),
    "ntlm": credentials.ntlm,
    "oauth2": lambda taking, said: credentials.oauth2(taking, _oauth2(said)),
    "jwt": lambda taking, said: credentials.signed_jwt(taking, _jwt(said)),
}
