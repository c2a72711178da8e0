"""The groups of fields that stay folded: what is in each, and when."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from inspector.gui.compose.oauth.endpoint_edit import EndpointEditor
from inspector.gui.compose.oauth.oauth_credential import when_grant
from inspector.gui.compose.oauth.own_parameters import OwnParametersEditor
from inspector.gui.compose.oauth.port_edit import PortEditor
from inspector.gui.forms.form_field import FormField
from inspector.model.kinds.oauth import GRANTS, LOOPBACKS, ClientMethod
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.tokens import grant_words
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.wording import tr
from inspector.wording.durations import short

When = tuple[str, tuple[object, ...]]
Summary = Callable[[OAuth2, ServerMetadata | None], str]
_AUTOMATIC: ClientMethod = "automatic"
_METHOD, _HOST = "credential.client.method", "credential.login.host"
_BY_SECRET = (_AUTOMATIC, "client_secret_basic", "client_secret_post", "client_secret_jwt")
_BY_KEY = ("private_key_jwt",)
_SIGNED = (*_BY_KEY, "client_secret_jwt")
_BY_CERTIFICATE = ("tls_client_auth", "self_signed_tls_client_auth")
_HERE = (_HOST, LOOPBACKS)
_MINUTE = 60


class FieldGroup(NamedTuple):
    """name: of its button (`group_…`). summary: the words at the right of its head."""

    name: str
    title: str
    fields: tuple[FormField, ...]
    summary: Summary
    when: When = ("", ())


def groups() -> tuple[FieldGroup, ...]:
    """Return the groups in their order."""
    return (_proof_group(), _endpoint_group(), *_other_groups())


def _proof_group() -> FieldGroup:
    def summary(credential: OAuth2, _found: ServerMetadata | None) -> str:
        return grant_words.client_summary(credential)

    return FieldGroup("client", tr("Client authentication"), _client(), summary)


def _endpoint_group() -> FieldGroup:
    def summary(credential: OAuth2, found: ServerMetadata | None) -> str:
        return grant_words.endpoints_summary(credential.endpoints, found)

    return FieldGroup("endpoints", tr("Endpoints"), _endpoints(), summary)


def _other_groups() -> tuple[FieldGroup, ...]:
    words = grant_words
    return (
        FieldGroup(
            "redirect",
            tr("Redirect and login page"),
            _login(),
            lambda credential, _found: words.login_summary(credential.login),
            when_grant("authorization-code"),
        ),
        FieldGroup(
            "audience",
            tr("Audience and resource"),
            _target(),
            lambda credential, _found: words.target_summary(*_of_target(credential)),
        ),
        FieldGroup(
            "use",
            tr("Token use and renewal"),
            _use(),
            lambda credential, _found: words.use_summary(credential.use),
        ),
        FieldGroup(
            "extras",
            tr("PAR, DPoP, own parameters"),
            _extras(),
            lambda credential, _found: words.extras_summary(credential.extras),
        ),
    )


def _of_target(credential: OAuth2) -> tuple[str, tuple[str, ...]]:
    return credential.target.audience, credential.target.resources


# ---------------- Client authentication
def _client() -> tuple[FormField, ...]:
    methods: tuple[ClientMethod, ...] = (
        _AUTOMATIC,
        "none",
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "private_key_jwt",
        "tls_client_auth",
        "self_signed_tls_client_auth",
    )
    path = "credential.client"
    return (
        FormField(
            f"{path}.method",
            tr("How the client proves itself"),
            "choice",
            tuple((method, grant_words.method_title(method)) for method in methods),
        ),
        FormField(f"{path}.secret", tr("Client secret"), "secret", when=(_METHOD, _BY_SECRET)),
        *_key_and_certificate(path),
    )


def _key_and_certificate(path: str) -> tuple[FormField, ...]:
    return (
        FormField(f"{path}.key", tr("Key"), "key", when=(_METHOD, _BY_KEY), placeholder="PEM, JWK"),
        FormField(
            f"{path}.algorithm",
            tr("Algorithm"),
            "choice",
            (("", tr("of the key")), *((name, name) for name in _ALGORITHMS)),
            half=True,
            when=(_METHOD, _SIGNED),
        ),
        FormField(f"{path}.key_id", tr("Key ID"), half=True, when=(_METHOD, _BY_KEY)),
        FormField(
            f"{path}.audience",
            tr("Audience of the JWT"),
            placeholder=tr("the token address"),
            when=(_METHOD, _SIGNED),
        ),
        FormField(
            f"{path}.certificate",
            tr("Certificate"),
            "file",
            placeholder=".pem",
            when=(_METHOD, _BY_CERTIFICATE),
        ),
        FormField(
            f"{path}.certificate_key",
            tr("Key of the certificate"),
            "file",
            placeholder=".pem",
            when=(_METHOD, _BY_CERTIFICATE),
        ),
    )


_ALGORITHMS = (
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512",
    "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip


# ---------------- Endpoints
def _endpoints() -> tuple[FormField, ...]:
    code = when_grant("authorization-code")
    always: When = ("", ())
    renewed = tuple(facts.tag for facts in GRANTS if "renewal" in facts.needs)
    rows: tuple[tuple[str, str, When], ...] = (
        ("authorization", tr("Authorization"), code),
        ("token", tr("Token"), always),
        ("refresh", tr("Refresh, if it differs"), when_grant(*renewed)),
        ("device", tr("Device code"), when_grant("device-code")),
        ("pushed", tr("Pushed requests"), code),
        ("introspection", tr("Introspection"), always),
        ("revocation", tr("Revocation"), always),
        ("registration", tr("Registration"), always),
        ("keys", tr("Sign-in keys"), always),
    )
    return tuple(
        FormField(
            f"credential.endpoints.{name}",
            label,
            placeholder=tr("the token address") if name == "refresh" else "",
            when=when,
            made=EndpointEditor,
        )
        for name, label, when in rows
    )


# ---------------- Redirect and login page
def _login() -> tuple[FormField, ...]:
    path = "credential.login"
    hosts = (
        *((host, host) for host in ("127.0.0.1", "localhost", "[::1]")),
        ("elsewhere", tr("another address")),
    )
    answers = (("query", tr("address")), ("form_post", tr("form")))
    return (
        FormField(f"{path}.host", tr("Answer comes to"), "choice", hosts, half=True, share=3),
        FormField(
            f"{path}.port",
            tr("Port"),
            half=True,
            share=2,
            placeholder=tr("free"),
            made=PortEditor,
            when=_HERE,
        ),
        FormField(f"{path}.path", tr("Path"), half=True, when=_HERE),
        FormField(f"{path}.answer_by", tr("Answer by"), "choice", answers, half=True),
        FormField(
            f"{path}.address",
            tr("Address the provider sends you to"),
            placeholder="https://app.example.com/callback",
            hint=tr("There you copy the address you were sent to, and paste it here."),
            when=(_HOST, ("elsewhere",)),
        ),
        *_login_page(path),
    )


def _login_page(path: str) -> tuple[FormField, ...]:
    pages = (("browser", tr("system browser")), ("copy", tr("copy the address")))
    challenges = (("S256", "S256"), ("plain", "plain"), ("off", tr("off")))
    prompts = (
        ("", tr("not sent")),
        *((word, word) for word in ("none", "login", "consent", "select_account")),
    )
    not_sent, anew = tr("not sent"), tr("made anew")
    return (
        FormField(f"{path}.pkce", tr("PKCE"), "choice", challenges, half=True, share=2),
        FormField(f"{path}.page", tr("Login page"), "choice", pages, half=True, share=3),
        FormField(f"{path}.prompt", tr("Prompt"), "choice", prompts, half=True, share=3),
        FormField(f"{path}.max_age", tr("Max age"), half=True, share=2, placeholder=tr("seconds")),
        FormField(
            f"{path}.login_hint",
            tr("Login hint"),
            placeholder=tr("name or address to fill in"),
        ),
        FormField(f"{path}.acr_values", tr("ACR values"), placeholder=not_sent),
        FormField(f"{path}.state", tr("State"), half=True, placeholder=anew),
        FormField(f"{path}.nonce", tr("Nonce"), half=True, placeholder=anew),
    )


# ---------------- Audience and resource
def _target() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.target.audience",
            tr("Audience"),
            placeholder=tr("only if the provider asks"),
        ),
        FormField(
            "credential.target.resources",
            tr("Resource"),
            "list",
            placeholder="https://api.example.com",
            hint=tr("Several are divided by commas."),
        ),
    )


# ---------------- Token use and renewal
def _use() -> tuple[FormField, ...]:
    path = "credential.use"
    kinds = (("access_token", tr("access token")), ("id_token", tr("ID token")))
    places = (("header", tr("header")), ("query", tr("query")))
    times = (("early", tr("before its end")), ("asked", tr("when asked")), ("never", tr("never")))
    margins = tuple(
        (count * _MINUTE, short(timedelta(minutes=count))) for count in (1, 2, 5, 10, 30)
    )
    return (
        FormField(
            f"{path}.kept_as",
            tr("Kept under the name"),
            placeholder=tr("name of the folder and environment"),
        ),
        FormField(f"{path}.token", tr("Token"), "choice", kinds, half=True),
        FormField(f"{path}.place", tr("Goes in"), "choice", places, half=True),
        FormField(f"{path}.name", tr("Name"), half=True, share=3),
        FormField(
            f"{path}.word",
            tr("Word"),
            half=True,
            share=2,
            placeholder=tr("None"),
            when=("credential.use.place", ("header",)),
        ),
        FormField(f"{path}.renew", tr("Renew"), "choice", times, half=True, share=3),
        FormField(
            f"{path}.margin",
            tr("Before"),
            "choice",
            margins,
            half=True,
            share=2,
            when=("credential.use.renew", ("early",)),
        ),
        FormField(f"{path}.once_on_401", tr("Renew once on a 401"), "switch"),
    )


# ---------------- PAR, DPoP, own parameters
def _extras() -> tuple[FormField, ...]:
    path = "credential.extras"
    pushed = (
        ("if-required", tr("if required")),
        ("always", tr("always")),
        ("never", tr("never")),
    )
    proofs = (
        ("", tr("off")),
        *((name, name) for name in ("ES256", "ES384", "RS256", "PS256", "EdDSA")),
    )
    return (
        FormField(
            f"{path}.pushed",
            tr("Push the request"),
            "choice",
            pushed,
            half=True,
            when=when_grant("authorization-code"),
        ),
        FormField(f"{path}.dpop", tr("DPoP"), "choice", proofs, half=True),
        FormField(f"{path}.own", tr("Own parameters"), made=OwnParametersEditor),
    )
