"""Fields laid out from their declaration."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.compose.form import BoundField, Form
from inspector.gui.forms.form_field import FormField
from inspector.model.request import Request
from inspector.presentation.exchange.pins import FieldMark

FIELDS = (
    FormField("options.timeout", "Time limit", "seconds", half=True),
    FormField("options.max_redirects", "Redirects", "number", half=True),
    FormField("options.proxy", "Proxy"),
)


def test_half_fields_share_a_line_and_all_are_named(qtbot, current, draft, compose_tools):
    form = Form(FIELDS, current, draft, compose_tools)
    qtbot.addWidget(form)
    form.resize(340, 200)
    form.show()
    first, second, third = (form.field(field.path) for field in FIELDS)
    assert first.y() == second.y() == 0 or first.parent() is second.parent()
    assert third.mapTo(form, third.rect().topLeft()).y() > 0
    for field in (first, second, third):
        assert field.editor.main.accessibleName()
    assert form.field("options.none") is None


def test_a_widget_can_stand_below_a_field(qtbot, current, draft, compose_tools):
    form = Form(FIELDS, current, draft, compose_tools)
    qtbot.addWidget(form)
    note = QLabel("note")
    form.add_below("options.proxy", note)
    assert note.parent() is form.field("options.proxy")


# ---------------- A field bound to the request
@pytest.fixture
def field(qtbot, current, draft, compose_tools):
    made = BoundField(FormField("credential.word", "Word"), current, draft, compose_tools)
    qtbot.addWidget(made)
    return made


def test_typing_is_one_step_that_can_be_undone(qtbot, field, current):
    before = current.value
    field.editor.line.clear()
    qtbot.keyClicks(field.editor.line, "Token")
    assert current.value.credential.word == "Token"
    current.undo()
    assert current.value == before
    assert field.editor.line.text() == "Bearer"


def test_a_mark_shows_its_pin_and_reason(field, current):
    current.mark((FieldMark("credential.word", 2, "The API wants Token."),))
    assert field.check.text == "The API wants Token."
    assert field.editor.line.property("state") == "error"
    current.mark(())
    assert not field.check.text


def test_another_kind_of_request_leaves_it_empty(field, current):
    current.replace(Request(), "x")
    assert field.editor.line.text() == ""
