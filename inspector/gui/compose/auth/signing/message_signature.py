"""HTTP Message Signature: the key, what it covers, and what it says of itself (RFC 9421)."""

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
from inspector.model.kinds.signing.message_signature import (
    DigestAlgorithm,
    MessageAlgorithm,
    MessageSignature,
)
from inspector.wording import tr

ORDER = 14
KIND = MessageSignature
_ALGORITHMS: tuple[str, ...] = get_args(MessageAlgorithm)
_SHARED, _PRIVATE = by_their_key(_ALGORITHMS)


def fields() -> tuple[FormField, ...]:
    """What signs, what is covered, and the parameters."""
    return (*_keys(), *_covered(), *_parameters(), clock_field())


def _keys() -> tuple[FormField, ...]:
    return (
        algorithm_field(_ALGORITHMS),
        FormField("credential.key_id", tr("Key ID"), half=True),
        FormField("credential.key", tr("Secret or private key"), "key"),
        coding_field((*_SHARED, "ed25519")),
        passphrase_field(_PRIVATE),
    )


def _covered() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.components",
            tr("Components"),
            "code",
            hint=tr(
                'Separated by blanks: @method, content-type, "@query-param";name="id". '
                "content-digest is computed."
            ),
            lines=3,
        ),
        FormField(
            "credential.digest",
            tr("Content digest"),
            "choice",
            tuple((name, name) for name in get_args(DigestAlgorithm)),
            half=True,
        ),
        FormField("credential.parameters.label", tr("Label"), half=True),
    )


def _parameters() -> tuple[FormField, ...]:
    path = "credential.parameters"
    left_out = (False, tr("Left out"))
    return (
        FormField(f"{path}.tag", tr("Tag"), placeholder=tr("None"), half=True),
        FormField(
            f"{path}.seconds",
            tr("Good for"),
            "number",
            half=True,
            low=0,
            high=31_536_000,
            unit=tr("seconds"),
        ),
        FormField(
            f"{path}.nonce", tr("Nonce"), "choice", (left_out, (True, tr("Made anew"))), half=True
        ),
        FormField(
            f"{path}.alg",
            tr("Name of the algorithm"),
            "choice",
            (left_out, (True, tr("Sent along"))),
            half=True,
        ),
    )


def explain(_credential: Credential) -> str:
    """Say what is sent."""
    return tr(
        "The key stays here: it signs the components below, with the time. Signature-Input says "
        "which they are (RFC 9421)."
    )
