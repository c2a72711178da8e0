"""OAuth 1.0a: client, token, and how and where it is signed (RFC 5849)."""

from typing import get_args

from inspector.gui.compose.signing_fields import clock_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.oauth1 import OAuth1, OAuth1Method
from inspector.wording import tr

ORDER = 13
KIND = OAuth1
_METHODS: tuple[str, ...] = get_args(OAuth1Method)


def fields() -> tuple[FormField, ...]:
    """The client, whom it speaks for, the signature, and what is seldom needed."""
    return (*_keys(), *_signing(), *_given(), clock_field())


def _keys() -> tuple[FormField, ...]:
    none = tr("None")
    return (
        FormField("credential.consumer_key", tr("Consumer key")),
        FormField("credential.secret", tr("Consumer secret or private key"), "key"),
        FormField("credential.owner.token", tr("Token"), "secret", placeholder=none),
        FormField("credential.owner.secret", tr("Token secret"), "secret", placeholder=none),
    )


def _signing() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.method",
            tr("Method"),
            "choice",
            tuple((name, name) for name in _METHODS),
            half=True,
        ),
        FormField(
            "credential.place",
            tr("Sent in"),
            "choice",
            (("header", tr("A header")), ("query", tr("The query")), ("body", tr("The form"))),
            half=True,
        ),
        FormField(
            "credential.body_hash",
            tr("Body"),
            "choice",
            ((False, tr("Signed if it is a form")), (True, tr("Always signed (body hash)"))),
        ),
    )


def _given() -> tuple[FormField, ...]:
    made = tr("Made anew")
    return (
        FormField("credential.given.realm", tr("Realm"), placeholder=tr("None"), half=True),
        FormField("credential.given.version", tr("Version"), placeholder=tr("None"), half=True),
        FormField("credential.given.callback", tr("Callback"), placeholder=tr("None"), half=True),
        FormField("credential.given.verifier", tr("Verifier"), placeholder=tr("None"), half=True),
        FormField("credential.given.nonce", tr("Nonce"), placeholder=made, half=True),
        FormField("credential.given.timestamp", tr("Timestamp"), placeholder=made, half=True),
    )


def explain(_credential: Credential) -> str:
    """Say what stays here."""
    return tr(
        "The secrets stay here: they sign method, address, parameters and the fields of a form, "
        "with the time and a nonce (RFC 5849)."
    )
