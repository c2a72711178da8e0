"""Secrets are edited by reference."""

import pytest

from inspector.gui.compose.secret_editor import SecretEditor
from inspector.model.secret import SecretRef


@pytest.fixture
def editor(qtbot, compose_tools):
    made = SecretEditor(compose_tools, "Password")
    qtbot.addWidget(made)
    return made


def test_what_is_typed_goes_to_the_vault(qtbot, editor, compose_tools):
    with qtbot.waitSignal(editor.edited) as caught:
        qtbot.keyClicks(editor.line, "hunter2")
    assert caught.args[0].place == "keyring"
    assert "hunter2" in compose_tools.vault.known_values()


def test_a_variable_is_no_secret(editor):
    caught = []
    editor.edited.connect(caught.append)
    editor.line.textEdited.emit("{{password}}")
    assert caught == [SecretRef(place="text", name="{{password}}")]


def test_a_known_secret_is_shown_masked(editor, compose_tools):
    ref = compose_tools.vault.put("hunter2-hunter2")
    editor.show_ref(ref)
    assert "hunter" not in editor.line.text()
    assert editor.line.text()


def test_a_secret_from_elsewhere_is_named(editor):
    editor.show_ref(SecretRef(place="environment", name="NOT_SET_ANYWHERE"))
    assert "NOT_SET_ANYWHERE" in editor.line.placeholderText()
