"""Registers this program at a provider (RFC 7591, RFC 7592), or describes it as a client."""

import json
from typing import Any

import msgspec

from inspector.model.kinds.oauth import Registration, grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import NO_SECRET
from inspector.protocol.discovery import is_address
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth.authorization import registered_redirect

NAME = "Request Inspector"


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """The client as the provider registered it; the secrets are in clear.

    manage: the address of its configuration with its token, both empty where there is none.
    """

    client_id: str
    secret: str = ""
    method: str = ""
    manage: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return f"Registered(client_id={self.client_id!r}, method={self.method!r})"


def description(credential: OAuth2) -> dict[str, Any]:
    """Return the metadata of this program as a client (RFC 7591 §2)."""
    wire = grant_facts(credential.grant).wire
    by_code = credential.grant == "authorization-code"
    method = credential.client.method
    made: dict[str, Any] = {
        "client_name": NAME,
        "grant_types": [wire, "refresh_token"] if wire != "refresh_token" else [wire],
        "response_types": ["code"] if by_code else [],
        "token_endpoint_auth_method": "none" if method == "automatic" else method,
        "application_type": "native",
    }
    if by_code:
        made["redirect_uris"] = [registered_redirect(credential.login)]
    if credential.scope:
        made["scope"] = credential.scope
    return made


def body(credential: OAuth2) -> bytes:
    """Return the registration request (RFC 7591 §3.1)."""
    return json.dumps(description(credential)).encode()


def document(credential: OAuth2, address: str) -> bytes:
    """Return the client ID metadata document; its address is the client id."""
    made = {"client_id": address, **description(credential)}
    return json.dumps(made, indent=2).encode()


def read(reply: bytes | str) -> Registered | None:
    """Read the reply (RFC 7591 §3.2.1); None where it names no client."""
    found = parse_object(reply)
    value = found.value if found else {}
    client = value.get("client_id")
    if not isinstance(client, str) or not client:
        return None
    manage, token = (
        _text(value, "registration_client_uri"),
        _text(value, "registration_access_token"),
    )
    usable = bool(token) and is_address(manage)
    return Registered(
        client_id=client,
        secret=_text(value, "client_secret"),
        method=_text(value, "token_endpoint_auth_method"),
        manage=manage if usable else "",
        token=token if usable else "",
    )


def without_client(credential: OAuth2) -> OAuth2:
    """Return the credential without the client that was registered for it."""
    client = msgspec.structs.replace(
        credential.client, secret=NO_SECRET, registration=Registration()
    )
    return msgspec.structs.replace(credential, client_id="", client=client)


def _text(value: dict[str, Any], name: str) -> str:
    member = value.get(name)
    return member if isinstance(member, str) else ""
