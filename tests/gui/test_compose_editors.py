"""Each kind of editor shows a value and tells of another one."""

import pytest

from inspector.gui.compose.editors import make_editor
from inspector.gui.compose.form_field import FormField
from inspector.model.secret import SecretRef

OPTIONS = (("a", "First"), ("b", "Second"))


CHANGES = {
    "text": lambda editor: editor.main.textEdited.emit("new"),
    "list": lambda editor: editor.main.textEdited.emit("a, b ,"),
    "file": lambda editor: editor._chosen("/x/y.pem"),
    "choice": lambda editor: editor.main.activated.emit(1),
    "switch": lambda editor: editor.main.click(),
    "seconds": lambda editor: editor.main.setValue(5),
    "number": lambda editor: editor.main.setValue(7),
    "secret": lambda editor: editor.main.textEdited.emit("s3cret"),
}


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("text", "old", "new"),
        ("list", ("x",), ("a", "b")),
        ("file", "", "/x/y.pem"),
        ("choice", "a", "b"),
        ("switch", False, True),
        ("seconds", None, 5.0),
        ("number", 20, 7),
        ("secret", None, SecretRef),
    ],
)
def test_an_editor(qtbot, compose_tools, kind, value, told):
    field = FormField("options.x", "Field", kind, OPTIONS)
    editor = make_editor(field, compose_tools)
    qtbot.addWidget(editor)
    editor.show_value(value)
    caught = []
    editor.edited.connect(caught.append)
    CHANGES[kind](editor)
    assert caught[-1] == told or isinstance(caught[-1], SecretRef)


def test_showing_a_value_tells_nothing(qtbot, compose_tools):
    editor = make_editor(FormField("a", "A", "number"), compose_tools)
    qtbot.addWidget(editor)
    caught = []
    editor.edited.connect(caught.append)
    editor.show_value(9)
    assert not caught
    assert editor.spin.value() == 9


def test_a_field_is_named_after_the_end_of_its_path():
    assert FormField("credential.token", "Token").name == "token"
