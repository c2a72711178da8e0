"""The form inside a group: its fields in code, and a note where one belongs to them."""

from inspector.gui.compose.draft import Draft
from inspector.gui.compose.form import Form
from inspector.gui.compose.oauth.groups import FieldGroup
from inspector.gui.compose.oauth.redirect_note import RedirectNote
from inspector.gui.compose.oauth.registration_note import RegistrationNote
from inspector.gui.forms.editors import TextEditor
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.kind import set_kind

_ANSWER, _METHOD = "credential.login.answer_by", "credential.client.method"


def group_form(group: FieldGroup, current: CurrentRequest, draft: Draft, tools: Tools) -> Form:
    """Return the fields of a group."""
    made = Form(group.fields, current, draft, tools)
    in_code(made)
    if _ANSWER in made.fields:
        made.insert_after(_ANSWER, RedirectNote(current, tools))
    if _METHOD in made.fields:
        made.add_first(RegistrationNote(current, tools))
    return made


def in_code(form: Form) -> None:
    """Write what goes to the provider in the font of code."""
    for field in form.fields.values():
        if isinstance(field.editor, TextEditor):
            set_kind(field.editor.line, "code")
