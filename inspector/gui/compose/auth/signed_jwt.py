"""JWT signed here: header and claims of one's own, and the key that signs them (RFC 7519)."""

from typing import get_args

from inspector.gui.compose.signing_fields import algorithm_field, coding_field, passphrase_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signed_jwt import JwtAlgorithm, SignedJwt
from inspector.wording import tr

ORDER = 8
KIND = SignedJwt
FILLED_IN = True
_ALGORITHMS: tuple[str, ...] = get_args(JwtAlgorithm)
_SHARED = tuple(name for name in _ALGORITHMS if name.startswith("HS"))
_PRIVATE = tuple(name for name in _ALGORITHMS if name not in _SHARED)


def fields() -> tuple[FormField, ...]:
    """What signs, what is signed, and where it goes."""
    return (*_signing(), *_signed(), *_sending())


def _signing() -> tuple[FormField, ...]:
    return (
        algorithm_field(_ALGORITHMS),
        coding_field(_SHARED, half=True, hexadecimal=False),
        FormField(
            "credential.key",
            tr("Secret or private key"),
            "key",
            hint=tr("A secret, or a private key as PEM or JWK, also out of a file."),
        ),
        passphrase_field(_PRIVATE),
    )


def _signed() -> tuple[FormField, ...]:
    return (
        FormField(
            "credential.header",
            tr("Header"),
            "code",
            placeholder='{"kid": "…"}',
            hint=tr("alg and typ are added."),
            lines=2,
        ),
        FormField(
            "credential.claims",
            tr("Claims"),
            "code",
            hint=tr("{{now}}, {{now+300}}, {{now-30s}} are times, {{uuid}} is a new name."),
            lines=7,
        ),
    )


def _sending() -> tuple[FormField, ...]:
    place = "credential.place"
    return (
        FormField(
            place,
            tr("Sent in"),
            "choice",
            (("header", tr("A header")), ("query", tr("The query"))),
            half=True,
        ),
        FormField("credential.name", tr("Name"), half=True),
        FormField(
            "credential.word",
            tr("Word before the token"),
            placeholder=tr("None"),
            when=(place, ("header",)),
        ),
        FormField(
            "credential.token_url",
            tr("Hand it in for a token at"),
            placeholder=tr("Not handed in: it is sent itself"),
            hint=tr("An address that takes the JWT bearer grant (RFC 7523)."),
        ),
        FormField(
            "credential.takes",
            tr("Token that is then sent"),
            "choice",
            (("access_token", tr("Access token")), ("id_token", tr("ID token"))),
            when=("credential.token_url", ()),
        ),
    )


def explain(credential: Credential) -> str:
    """Say when it is signed, and what is sent."""
    if isinstance(credential, SignedJwt) and credential.token_url:
        return tr(
            "A JWT is signed anew for each send and handed in; the token that comes back is sent."
        )
    return tr("It is signed anew for each send. The key never leaves this program.")
