"""Signature by a template: the key, the text that it signs, and where the signature goes."""

from typing import get_args

from inspector.gui.compose.signing_fields import (
    algorithm_field,
    by_their_key,
    clock_field,
    coding_field,
    passphrase_field,
)
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.signature_template import SignatureTemplate, TemplateAlgorithm
from inspector.wording import tr

ORDER = 16
KIND = SignatureTemplate
FILLED_IN = True
_ALGORITHMS: tuple[str, ...] = get_args(TemplateAlgorithm)
_SHARED, _PRIVATE = by_their_key(_ALGORITHMS)


def fields() -> tuple[FormField, ...]:
    """What signs, what is signed, and what goes along."""
    return (*_keys(), *_signed(), *_sent(), clock_field())


def _keys() -> tuple[FormField, ...]:
    return (
        algorithm_field(_ALGORITHMS),
        FormField("credential.key_id", tr("Key ID"), placeholder=tr("None"), half=True),
        FormField("credential.key", tr("Secret or private key"), "key"),
        coding_field(_SHARED, half=True),
        passphrase_field(_PRIVATE, half=True),
        FormField(
            "credential.output",
            tr("Signature is written as"),
            "choice",
            (("hex", tr("Hexadecimal")), ("base64", "Base64"), ("base64url", "Base64url")),
            half=True,
        ),
        _passphrase_sent(),
    )


def _passphrase_sent() -> FormField:
    return FormField(
        "credential.companion.passphrase",
        tr("Passphrase sent along"),
        "secret",
        placeholder=tr("None"),
        hint=tr("{passphrase} stands for it in a header."),
    )


def _signed() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.string_to_sign",
            tr("String to sign"),
            "code",
            hint=tr(
                "{method} {path} {query} {query:sorted} {target} {host} {header:NAME} "
                "{parameter:NAME} {body} {body|sha256} {timestamp} {timestamp:ms} {nonce} {key_id}"
            ),
            lines=6,
        ),
        FormField(
            "credential.canonical",
            tr("Canonical request"),
            "code",
            placeholder=tr("None"),
            hint=tr("For those that hash it first: {canonical|sha256} above stands for it."),
            lines=2,
        ),
    )


def _sent() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.header_lines",
            tr("Headers"),
            "code",
            placeholder="X-Signature: {signature}",
            hint=tr("A line each; {signature} stands in one of them, or in the query."),
            lines=3,
        ),
        FormField(
            "credential.query_lines",
            tr("Query"),
            "code",
            placeholder="signature={signature}",
            hint=tr("A line each; they are added before it is signed, but the signature."),
            lines=2,
        ),
    )


def explain(_credential: Credential) -> str:
    """Say what is shown below."""
    return tr(
        "The key stays here: it signs the text below, anew for each send. Compare it with what the "
        "service documents."
    )
