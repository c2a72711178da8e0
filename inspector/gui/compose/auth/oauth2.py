"""OAuth 2.0 and OpenID Connect: what is always asked for; the rest lies in folded groups."""

from typing import TYPE_CHECKING

from inspector.gui.compose.oauth.oauth_credential import when_grant
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.oauth import ACCESS_TOKEN_TYPE, GRANTS, grant_facts
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.tokens.grant_words import grant_title
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.compose.draft import Draft
    from inspector.gui.compose.form import Form
    from inspector.gui.state.current_request import CurrentRequest
    from inspector.gui.state.tools import Tools

ORDER = 7
KIND = OAuth2
PREVIEW_AT_FOOT = True
_TYPE = "urn:ietf:params:oauth:token-type:"


def fields() -> tuple[FormField, ...]:
    """Grant, issuer, client and scope, then what only some grants need."""
    grants = tuple((facts.tag, grant_title(facts.tag)) for facts in GRANTS)
    return (
        FormField("credential.grant", tr("Grant"), "choice", grants, object_name="grant_choice"),
        FormField(
            "credential.issuer",
            tr("Issuer"),
            placeholder="https://login.example.com",
            object_name="issuer_edit",
        ),
        FormField(
            "credential.client_id", tr("Client ID"), half=True, share=2, object_name="client_edit"
        ),
        FormField(
            "credential.scope",
            tr("Scope"),
            half=True,
            share=3,
            placeholder=tr("not sent"),
            object_name="scope_edit",
        ),
        *_given(),
    )


def _given() -> tuple[FormField, ...]:
    """Return what a grant starts from."""
    password, exchange = when_grant("password"), when_grant("token-exchange")
    types = _types()
    given = "credential.given"
    return (
        FormField("credential.owner.user", tr("User"), half=True, when=password),
        FormField("credential.owner.password", tr("Password"), "secret", half=True, when=password),
        FormField(f"{given}.assertion", tr("Assertion"), "secret", when=when_grant("jwt-bearer")),
        FormField(
            f"{given}.refresh", tr("Refresh token"), "secret", when=when_grant("refresh-token")
        ),
        FormField(f"{given}.subject", tr("Subject token"), "secret", half=True, when=exchange),
        FormField(f"{given}.subject_type", tr("Its type"), "choice", types, True, when=exchange),
        FormField(f"{given}.actor", tr("Actor token"), "secret", half=True, when=exchange),
        FormField(f"{given}.actor_type", tr("Its type"), "choice", types, True, when=exchange),
        FormField(
            f"{given}.requested_type",
            tr("Wanted type"),
            "choice",
            (("", tr("The server chooses")), *types),
            when=exchange,
        ),
    )


def _types() -> tuple[tuple[str, str], ...]:
    """Return the types of tokens of RFC 8693 §3."""
    return (
        (ACCESS_TOKEN_TYPE, tr("access token")),
        (f"{_TYPE}refresh_token", tr("refresh token")),
        (f"{_TYPE}id_token", tr("ID token")),
        (f"{_TYPE}jwt", "JWT"),
        (f"{_TYPE}saml1", "SAML 1.1"),
        (f"{_TYPE}saml2", "SAML 2.0"),
    )


def explain(credential: Credential) -> str:
    """Say who gets the token, and what comes before it."""
    return explain_to(credential, "", kept=False)


def explain_to(credential: Credential, host: str, *, kept: bool) -> str:
    """Say to which host the token goes, and what comes before it where none is kept."""
    place = host or tr("the request's host")
    if kept:
        return tr("Sent to {host} and nowhere else.", host=place)
    by_person = isinstance(credential, OAuth2) and grant_facts(credential.grant).by_person
    if by_person:
        return tr("To {host} only, after you sign in.", host=place)
    return tr("To {host} only. Send asks for a token first.", host=place)


def make_form(current: "CurrentRequest", draft: "Draft", tools: "Tools") -> "Form":
    """Return the form with its groups."""
    from inspector.gui.compose.oauth.oauth_form import OAuthForm  # noqa: PLC0415 - with the first

    return OAuthForm(fields(), current, draft, tools)
