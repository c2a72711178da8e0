"""None: the request goes out without a credential."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.none import NoCredential
from inspector.wording import tr

ORDER = 1
KIND = NoCredential


def fields() -> tuple[FormField, ...]:
    """Nothing to fill in."""
    return ()


def explain(_credential: Credential) -> str:
    """Say what leaves."""
    return tr("No credential is added. A header that you write yourself is sent as it is.")
