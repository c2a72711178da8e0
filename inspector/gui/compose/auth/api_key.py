"""API key: a key under a name of the API's choosing."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.wording import tr

ORDER = 4
KIND = ApiKey


def fields() -> tuple[FormField, ...]:
    """Where the key goes, its name and its value."""
    return (
        FormField(
            "credential.place",
            tr("Sent in"),
            "choice",
            (
                ("header", tr("A header")),
                ("query", tr("The query")),
                ("cookie", tr("A cookie")),
                ("body", tr("The body")),
            ),
        ),
        FormField("credential.name", tr("Name")),
        FormField("credential.value", tr("Key"), "secret"),
    )


def explain(_credential: Credential) -> str:
    """Say what is worth knowing of the place."""
    return tr("The API's documentation names the place and the name. A header is the safest place.")
