"""HTTP Signature of draft-cavage: the key, and the headers that it signs."""

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
from inspector.model.kinds.signing.http_signature import HttpSignature, HttpSignatureAlgorithm
from inspector.wording import tr

ORDER = 18
KIND = HttpSignature
FILLED_IN = True
_ALGORITHMS: tuple[str, ...] = get_args(HttpSignatureAlgorithm)
_SHARED, _PRIVATE = by_their_key(_ALGORITHMS)


def fields() -> tuple[FormField, ...]:
    """What signs, what is signed, and what the signature says of itself."""
    return (*_keys(), *_signed(), *_sent(), clock_field())


def _keys() -> tuple[FormField, ...]:
    return (
        algorithm_field(_ALGORITHMS),
        FormField(
            "credential.parameters.named",
            tr("Named as"),
            "choice",
            (("own", tr("By its name")), ("hs2019", "hs2019"), ("none", tr("Left out"))),
            half=True,
        ),
        FormField("credential.key_id", tr("Key ID")),
        FormField("credential.key", tr("Secret or private key"), "key"),
        coding_field(_SHARED),
        passphrase_field(_PRIVATE),
    )


def _signed() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.signed_headers",
            tr("Signed headers"),
            hint=tr("Separated by blanks. Date, Digest and x-content-sha256 are added."),
        ),
        FormField(
            "credential.body_headers",
            tr("Signed with a body"),
            placeholder=tr("None"),
            hint=tr("More headers, where the request has a body."),
        ),
    )


def _sent() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.place",
            tr("Sent in"),
            "choice",
            (("authorization", "Authorization"), ("signature", "Signature")),
            half=True,
        ),
        FormField(
            "credential.parameters.version", tr("Version"), placeholder=tr("Left out"), half=True
        ),
        FormField(
            "credential.parameters.seconds",
            tr("(expires) lies after"),
            "number",
            low=1,
            high=31_536_000,
            unit=tr("seconds"),
        ),
    )


def explain(_credential: Credential) -> str:
    """Say what is sent, and what came after it."""
    return tr(
        "The key stays here: it signs the headers above. This is the draft that RFC 9421 replaced; "
        "the Fediverse and Oracle Cloud still use it."
    )
