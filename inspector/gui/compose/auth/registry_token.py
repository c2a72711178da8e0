"""Container registry: the token that its challenge says where to fetch."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.registry_token import RegistryToken
from inspector.wording import tr

ORDER = 10
KIND = RegistryToken


def fields() -> tuple[FormField, ...]:
    """The login at the token service, and how it is asked."""
    return (
        FormField(
            "credential.user", tr("User name"), placeholder=tr("Nobody: public images need none")
        ),
        FormField("credential.password", tr("Password or token"), "secret"),
        FormField(
            "credential.asks",
            tr("The token service is asked"),
            "choice",
            (
                ("basic", tr("By an address, with Basic")),
                ("form", tr("By a form (OAuth 2.0)")),
            ),
        ),
    )


def explain(_credential: Credential) -> str:
    """Say which requests it takes, and who gets the password."""
    return tr(
        "The registry is asked without a token, then the token service that its reply names, then "
        "the registry again with the token. The password goes to the token service only."
    )
