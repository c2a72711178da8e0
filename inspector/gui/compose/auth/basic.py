"""Basic: user name and password (RFC 7617)."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.wording import tr

ORDER = 2
KIND = Basic


def fields() -> tuple[FormField, ...]:
    """User, password, and in which characters they are encoded."""
    return (
        FormField("credential.user", tr("User name")),
        FormField("credential.password", tr("Password"), "secret"),
        FormField(
            "credential.charset",
            tr("Characters"),
            "choice",
            (("utf-8", tr("UTF-8")), ("iso-8859-1", tr("Latin-1, for old servers"))),
        ),
    )


def explain(_credential: Credential) -> str:
    """Say what Base64 is not."""
    return tr(
        "User and password in Base64, which anybody can decode: use it over https only (RFC 7617)."
    )
