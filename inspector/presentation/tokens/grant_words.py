"""The words of OAuth 2.0's form: choices, and what each folded group of fields holds."""

from inspector.model.kinds.oauth import (
    ClientMethod,
    Endpoints,
    Extras,
    Grant,
    Login,
    Registration,
    TokenUse,
    grant_facts,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import NO_SECRET
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.protocol.urls import origin_of, split
from inspector.wording import tr, tr_n


def grant_title(grant: Grant) -> str:
    """Return what a grant is called in the form."""
    if grant == "authorization-code":
        return tr("Authorization code + PKCE")
    return grant_facts(grant).label


def method_title(method: ClientMethod) -> str:
    """Return how a client proves itself, with the name that providers use."""
    return {
        "automatic": tr("Automatic"),
        "none": tr("Not at all, public client (none)"),
        "client_secret_basic": tr("As Basic (client_secret_basic)"),
        "client_secret_post": tr("In the form (client_secret_post)"),
        "client_secret_jwt": tr("JWT signed by the secret (client_secret_jwt)"),
        "private_key_jwt": tr("Signed JWT (private_key_jwt)"),
        "tls_client_auth": tr("Client certificate (tls_client_auth)"),
        "self_signed_tls_client_auth": tr("Self-signed (self_signed_tls_client_auth)"),
    }[method]


def client_summary(credential: OAuth2) -> str:
    """Say how the client proves itself, in two or three words."""
    proof = credential.client
    if proof.registration.on:
        return tr("registered {day}", day=proof.registration.on)
    if proof.method != "automatic":
        return {
            "none": tr("public, no secret"),
            "client_secret_basic": tr("Basic"),
            "client_secret_post": tr("in the form"),
            "client_secret_jwt": tr("secret JWT"),
            "private_key_jwt": tr("private key JWT"),
            "tls_client_auth": tr("client certificate"),
            "self_signed_tls_client_auth": tr("own certificate"),
        }[proof.method]
    if proof.secret != NO_SECRET:
        return tr("automatic, by secret")
    if proof.key != NO_SECRET:
        return tr("automatic, by key")
    return tr("automatic, by certificate") if proof.certificate else tr("public, no secret")


def endpoints_summary(typed: Endpoints, found: ServerMetadata | None) -> str:
    """Say how many addresses come from the issuer, and how many were typed."""
    names = Endpoints.__struct_fields__
    own = sum(bool(getattr(typed, name)) for name in names)
    theirs = found.endpoints if found is not None else Endpoints()
    offered = sum(bool(getattr(theirs, name)) and not getattr(typed, name) for name in names)
    if offered and own:
        return tr("{offered} from the issuer, {own} typed", offered=offered, own=own)
    if own:
        return tr_n("{count} typed", "{count} typed", own)
    if offered:
        return tr_n("{count} from the issuer", "{count} from the issuer", offered)
    return tr("from the issuer")


def below(issuer: str, address: str) -> str:
    """Return an address as it is typed: at the issuer's own host its path is enough."""
    if not address or origin_of(issuer) != origin_of(address):
        return address
    parts = split(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def login_summary(login: Login) -> str:
    """Say where the answer of the login page comes to."""
    if login.host == "elsewhere":
        return tr("another address")
    if login.port:
        return tr("{host}, port {port}", host=login.host, port=login.port)
    return tr("{host}, free port", host=login.host)


def redirect_address(login: Login) -> str:
    """Return the address to register at the provider; a free port is left out (RFC 8252 §7.3)."""
    if login.host == "elsewhere":
        return login.address
    port = f":{login.port}" if login.port else ""
    return f"http://{login.host}{port}/{login.path.lstrip('/')}"


def target_summary(audience: str, resources: tuple[str, ...]) -> str:
    """Say whom the token is for."""
    count = len(resources)
    named = tr_n("{count} resource", "{count} resources", count) if count else ""
    if audience and count:
        return tr("audience, {resources}", resources=named)
    return named or (tr("audience") if audience else tr("none"))


def use_summary(use: TokenUse) -> str:
    """Say which token goes where."""
    kind = tr("ID token") if use.token == "id_token" else tr("access token")  # noqa: S105 - a kind
    place = tr("header") if use.place == "header" else tr("query")
    return tr("{token}, {place}", token=kind, place=place)


def extras_summary(extras: Extras) -> str:
    """Say what is switched on."""
    on = [
        *([tr("pushed")] if extras.pushed == "always" else ()),
        *([tr("DPoP")] if extras.dpop else ()),
    ]
    if extras.own:
        on.append(tr_n("{count} parameter", "{count} parameters", len(extras.own)))
    return ", ".join(on) or tr("off")


# ---------------- What an issuer told about itself
def found_words(found: ServerMetadata) -> str:
    """Return "Found: endpoints, PKCE, scopes, sign-in keys", what there is of it."""
    parts = (
        (bool(found.endpoints.token), tr("endpoints")),
        (bool(found.pkce_methods), tr("PKCE")),
        (bool(found.scopes), tr("scopes")),
        (bool(found.endpoints.keys), tr("sign-in keys")),
    )
    return tr("Found: {parts}", parts=", ".join(word for there, word in parts if there))


def odd_issuer_words(named: str, typed: str) -> str:
    """Say that a provider calls itself otherwise."""
    return tr("Calls itself {issuer}, you typed {typed}", issuer=named, typed=typed)


def unknown_scopes(scope: str, found: ServerMetadata | None) -> str:
    """Say which scopes the issuer does not name; empty where it names all, or none at all."""
    if found is None or not found.scopes:
        return ""
    odd = [word for word in scope.split() if word not in found.scopes and "{{" not in word]
    return tr("The issuer doesn't name {scopes}", scopes=", ".join(odd)) if odd else ""


# ---------------- A client that nobody knows yet
def registers(credential: OAuth2, found: ServerMetadata | None) -> bool:
    """Whether this program can be registered as the client that is missing."""
    theirs = found.endpoints.registration if found is not None else ""
    return not credential.client_id.strip() and bool(credential.endpoints.registration or theirs)


def is_document(credential: OAuth2) -> bool:
    """Whether the client ID is the address of a document that describes the client."""
    typed = credential.client_id.strip()
    return typed.startswith("https://") and bool(split(typed).path.strip("/"))


def client_words(credential: OAuth2, found: ServerMetadata | None) -> str:
    """Say that a client document will do, or what its address has to hold; empty for neither."""
    takes = found is not None and found.takes_client_documents
    if is_document(credential):
        if found is not None and not takes:
            return tr("This provider doesn't say that it takes client documents.")
        return tr("The client document must stand at this address.")
    if takes and not credential.client_id.strip():
        return tr("The https address of a client document is a client ID here, too.")
    return ""


def registered_words(record: Registration) -> str:
    """Say when a client was registered, and whether it can be taken back."""
    if record.address:
        return tr("Registered {day}", day=record.on)
    return tr("Registered {day}. The provider gave no address to withdraw it.", day=record.on)
