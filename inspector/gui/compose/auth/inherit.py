"""Inherit: whatever the folder or the collection says."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential, InheritCredential
from inspector.wording import tr

ORDER = 0
KIND = InheritCredential


def fields() -> tuple[FormField, ...]:
    """Nothing to fill in."""
    return ()


def explain(_credential: Credential) -> str:
    """Say where it comes from."""
    return tr(
        "The folder that this request lies in says how to log in. A request outside a collection "
        "inherits nothing."
    )
