"""Inherit: whatever the folder or the collection says."""

from typing import TYPE_CHECKING

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.compose.draft import Draft
    from inspector.gui.compose.form import Form
    from inspector.gui.state.current_request import CurrentRequest
    from inspector.gui.state.tools import Tools

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


def make_form(current: "CurrentRequest", draft: "Draft", tools: "Tools") -> "Form":
    """Return the card of the token that an inherited credential keeps."""
    from inspector.gui.compose.oauth.inherited_token import InheritedToken  # noqa: PLC0415 - with it

    return InheritedToken(current, draft, tools)
