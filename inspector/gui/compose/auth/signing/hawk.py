"""Hawk: a key with its ID, and what is signed beside the address."""

from inspector.gui.compose.signing_fields import clock_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.hawk import Hawk
from inspector.wording import tr

ORDER = 15
KIND = Hawk


def fields() -> tuple[FormField, ...]:
    """The key, and what it signs."""
    none = tr("None")
    return (
        FormField("credential.key_id", tr("Key ID")),
        FormField("credential.key", tr("Key"), "secret"),
        FormField(
            "credential.algorithm",
            tr("Algorithm"),
            "choice",
            (("sha256", "sha256"), ("sha1", "sha1")),
            half=True,
        ),
        FormField(
            "credential.payload",
            tr("Body"),
            "choice",
            ((False, tr("Not signed")), (True, tr("Signed"))),
            half=True,
        ),
        FormField("credential.ext", tr("Application data (ext)"), placeholder=none),
        FormField("credential.app", tr("Application (app)"), placeholder=none, half=True),
        FormField("credential.dlg", tr("Delegated by (dlg)"), placeholder=none, half=True),
        clock_field(),
    )


def explain(_credential: Credential) -> str:
    """Say what stays here, and what the clock is for."""
    return tr(
        "The key stays here: it signs method, address, time and a nonce. Servers refuse a clock "
        "that is more than a minute off."
    )
