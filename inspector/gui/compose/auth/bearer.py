"""Bearer: a token (RFC 6750)."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.bearer import Bearer
from inspector.wording import tr

ORDER = 3
KIND = Bearer


def fields() -> tuple[FormField, ...]:
    """The token and the word before it."""
    return (
        FormField("credential.token", tr("Access token"), "secret"),
        FormField(
            "credential.word",
            tr("Word before the token"),
            placeholder=tr("None"),
            hint=tr("Nearly always Bearer. A few APIs want another word, or none."),
        ),
    )


def explain(_credential: Credential) -> str:
    """Say who may use it."""
    return tr(
        "Whoever holds the token may use it, so it is sent to the host of the address only "
        "(RFC 6750)."
    )
