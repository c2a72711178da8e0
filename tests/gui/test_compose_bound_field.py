"""A field bound to the request."""

import pytest

from inspector.gui.compose.bound_field import BoundField
from inspector.gui.compose.form_field import FormField
from inspector.gui.state.current_request import FieldMark
from inspector.model.request import Request


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
