"""What a provider publishes about itself (RFC 8414 §2, OpenID Connect Discovery §3)."""

import msgspec

from inspector.model.kinds.oauth import Endpoints
from inspector.protocol.discovery import is_address
from inspector.protocol.json_text import member_text, member_texts, parse_object
from inspector.protocol.urls import joined

# The member that holds each address.
_MEMBERS = {
    "authorization": "authorization_endpoint",
    "token": "token_endpoint",
    "device": "device_authorization_endpoint",
    "pushed": "pushed_authorization_request_endpoint",
    "introspection": "introspection_endpoint",
    "revocation": "revocation_endpoint",
    "registration": "registration_endpoint",
    "keys": "jwks_uri",
}


class ServerMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """The members that matter to a client; absent ones, or of a wrong type, are empty.

    mutual_tls: addresses for clients with a certificate (RFC 8705 §5). answers_with_issuer: the
    answer to an authorization request has `iss` (RFC 9207 §3).
    """

    issuer: str = ""
    endpoints: Endpoints = Endpoints()
    mutual_tls: Endpoints = Endpoints()
    client_methods: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    pkce_methods: tuple[str, ...] = ()
    pushed_required: bool = False
    answers_with_issuer: bool = False
    takes_client_documents: bool = False

    def is_of(self, issuer: str) -> bool:
        """Whether it is the issuer's own (RFC 8414 §3.3); Entra has one for all its tenants."""
        return self.issuer.rstrip("/") == issuer.rstrip("/") or "{tenantid}" in self.issuer


NOTHING = ServerMetadata()


def read(body: bytes | str) -> ServerMetadata | None:
    """Read the document; None where it is no object that names an issuer or a token address."""
    found = parse_object(body)
    if found is None:
        return None
    value = found.value
    made = ServerMetadata(
        issuer=member_text(value, "issuer"),
        endpoints=_endpoints(value),
        mutual_tls=_endpoints(value.get("mtls_endpoint_aliases")),
        client_methods=member_texts(value, "token_endpoint_auth_methods_supported"),
        scopes=member_texts(value, "scopes_supported"),
        grants=member_texts(value, "grant_types_supported"),
        pkce_methods=member_texts(value, "code_challenge_methods_supported"),
        pushed_required=value.get("require_pushed_authorization_requests") is True,
        answers_with_issuer=value.get("authorization_response_iss_parameter_supported") is True,
        takes_client_documents=value.get("client_id_metadata_document_supported") is True,
    )
    return made if made.issuer or made.endpoints.token else None


def effective(metadata: ServerMetadata, typed: Endpoints, issuer: str) -> Endpoints:
    """Return the addresses in use: typed ones first (a path belongs to the issuer's host)."""
    names = Endpoints.__struct_fields__
    chosen = {
        name: joined(issuer, mine) if mine else theirs
        for name in names
        for mine, theirs in ((getattr(typed, name), getattr(metadata.endpoints, name)),)
    }
    chosen["refresh"] = chosen["refresh"] or chosen["token"]
    return Endpoints(**chosen)


def _endpoints(value: object) -> Endpoints:
    if not isinstance(value, dict):
        return Endpoints()
    found = {name: member_text(value, member) for name, member in _MEMBERS.items()}
    return Endpoints(**{name: url for name, url in found.items() if is_address(url)})
