"""Akamai EdgeGrid: three parts of a client, and which headers are signed."""

from inspector.gui.compose.signing_fields import clock_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.wording import tr

ORDER = 17
KIND = EdgeGrid


def fields() -> tuple[FormField, ...]:
    """The client, and what it signs."""
    return (
        FormField("credential.client_token", tr("Client token"), placeholder="akab-…"),
        FormField("credential.secret", tr("Client secret"), "secret"),
        FormField("credential.access_token", tr("Access token"), placeholder="akab-…"),
        FormField(
            "credential.signed_headers",
            tr("Signed headers"),
            placeholder=tr("None"),
            hint=tr("Names separated by blanks, where the API wants some signed."),
        ),
        FormField(
            "credential.max_body",
            tr("Body is hashed up to"),
            "number",
            low=0,
            high=100_000_000,
            unit=tr("bytes"),
        ),
        clock_field(),
    )


def explain(_credential: Credential) -> str:
    """Say what stays here, and what the clock is for."""
    return tr(
        "The secret stays here: it signs method, address, the body of a POST, time and a nonce. "
        "Akamai refuses a clock that is more than thirty seconds off."
    )
