"""WSSE: a digest of the password, made anew for every request (OASIS WSS UsernameToken)."""

from inspector.gui.compose.signing_fields import clock_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.wsse import Wsse
from inspector.wording import tr

ORDER = 6
KIND = Wsse


def fields() -> tuple[FormField, ...]:
    """User and password; nonce and time are made when it is sent."""
    return (
        FormField("credential.user", tr("User name")),
        FormField("credential.password", tr("Password"), "secret"),
        clock_field(),
    )


def explain(_credential: Credential) -> str:
    """Say what the server must know and what the clock is for."""
    return tr(
        "The password stays here: a digest of it, a nonce and the time are sent. The server must "
        "know the password itself, and refuses a clock that is off (OASIS UsernameToken)."
    )
