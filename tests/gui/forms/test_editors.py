"""Each kind of editor shows a value and tells of another one."""

import asyncio
import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.forms.editors import make_editor
from inspector.gui.forms.form_field import FormField
from inspector.gui.forms.secret_edit import SecretEditor
from inspector.model.secret import SecretRef
from inspector.vault.choose import open_vault
from inspector.workbench.kept_secrets import kept_secrets
from tests.fixtures.wheel import wheel_over

OPTIONS = (("a", "First"), ("b", "Second"))


CHANGES = {
    "text": lambda editor: editor.main.textEdited.emit("new"),
    "command": lambda editor: editor.main.textEdited.emit("gh auth 'a b'"),
    "code": lambda editor: editor.text.setPlainText("new"),
    "key": lambda editor: editor.main.textEdited.emit("s3cret"),
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
        ("code", "old", "new"),
        ("command", ("az",), ("gh", "auth", "a b")),
        ("key", None, SecretRef),
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


def test_a_key_is_read_out_of_a_file_into_the_vault(qtbot, compose_tools, tmp_path):
    editor = make_editor(FormField("credential.key", "Key", "key"), compose_tools)
    qtbot.addWidget(editor)
    file = tmp_path / "key.pem"
    file.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    with qtbot.waitSignal(editor.edited) as caught:
        editor.read(str(file))
    ref = caught.args[0]
    assert compose_tools.vault.peek(ref) == file.read_text().strip()
    assert "AAAA" not in editor.main.text()
    for mode, exposed in ((0o600, False), (0o640, True), (0o604, True)):
        file.chmod(mode)
        (found,) = asyncio.run(kept_secrets(compose_tools.vault, [ref]))
        assert (found.entry.source, found.exposed) == (str(file), exposed)
    file.unlink()
    (found,) = asyncio.run(kept_secrets(compose_tools.vault, [ref]))
    assert not found.exposed


def test_a_file_that_is_no_text_is_told(qtbot, compose_tools, tmp_path):
    editor = make_editor(FormField("credential.key", "Key", "key"), compose_tools)
    qtbot.addWidget(editor)
    file = tmp_path / "key.der"
    file.write_bytes(b"\xff\x00")
    with qtbot.waitSignal(compose_tools.notices.said) as caught:
        editor.read(str(file))
    assert "UTF-8" in caught.args[0].text


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


# ---------------- Secrets are edited by reference
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


def test_a_variable_of_the_system_is_referred_to(editor, monkeypatch, compose_tools):
    monkeypatch.setenv("SHOP_TOKEN", "value-of-the-system")
    caught = []
    editor.edited.connect(caught.append)
    for text in ("$SHOP_TOKEN", "$SHOP_TOKEN_IS_NOT_SET", "$SHOP TOKEN"):
        editor.line.textEdited.emit(text)
    assert caught[0] == SecretRef(place="environment", name="SHOP_TOKEN")
    assert [ref.place for ref in caught[1:]] == ["keyring", "keyring"]
    assert compose_tools.vault.peek(caught[0]) == "value-of-the-system"


def test_a_known_secret_is_shown_masked(editor, compose_tools):
    ref = compose_tools.vault.put("hunter2-hunter2")
    editor.show_ref(ref)
    assert "hunter" not in editor.line.text()
    assert editor.line.text()


def test_a_secret_from_elsewhere_is_named(editor):
    editor.show_ref(SecretRef(place="environment", name="NOT_SET_ANYWHERE"))
    assert "NOT_SET_ANYWHERE" in editor.line.placeholderText()


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (SecretRef(place="memory", name="secret-0a1b2c"), "Gone: kept for an earlier run only"),
        (SecretRef(place="environment", name="NOT_SET_ANYWHERE"),
         "Not set in the environment: NOT_SET_ANYWHERE"),
    ],
)  # fmt: skip
def test_a_secret_that_is_gone_looks_gone(editor, ref, said):
    editor.show_ref(ref)
    assert (editor.line.text(), editor.line.placeholderText()) == ("", said)


def test_a_locked_vault_takes_the_value_out_of_the_field(qtbot, compose_tools, tmp_path):
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    ref = vault.put("hunter2-hunter2")
    vault.persist([ref]).result(60)
    editor = SecretEditor(dataclasses.replace(compose_tools, vault=vault), "Password")
    qtbot.addWidget(editor)
    editor._fetch = lambda ref: editor._fetched(ref, asyncio.run(vault.resolve_all([ref])))
    editor.show_ref(ref)
    assert editor.line.text()
    vault.lock().result(60)
    qtbot.waitUntil(lambda: editor.line.placeholderText() == "Locked in the vault")
    assert editor.line.text() == ""
    editor._edit.toggle()
    assert "hunter2" not in editor.line.text()
    vault.use_file("passphrase").result(60)
    qtbot.waitUntil(lambda: bool(editor.line.text()))
    vault.close()


def _at_work(qtbot, tools, field):
    editor = make_editor(field, tools)
    qtbot.addWidget(editor)
    told = []
    editor.edited.connect(told.append)
    editor.show()
    return editor, told


def test_a_line_may_count_only_once_it_is_left(qtbot, compose_tools):
    editor, told = _at_work(qtbot, compose_tools, FormField("x", "Field", tells="left"))
    qtbot.keyClicks(editor.main, " none ")
    assert not told
    qtbot.keyClick(editor.main, Qt.Key.Key_Return)
    assert told == ["none"]
    editor.show_value("none")
    assert editor.main.text() == "none"


def test_a_number_has_limits_and_a_unit(qtbot, compose_tools):
    field = FormField("x", "Field", "decimal", low=1, high=9, unit="MB")
    editor, told = _at_work(qtbot, compose_tools, field)
    editor.show_value(2.5)
    assert editor.main.text() == "2.5 MB"
    editor.main.setValue(99)
    assert told == [9.0]


def test_a_switch_with_words_says_which_holds(qtbot, compose_tools):
    field = FormField("x", "Field", "switch", ((True, "On"), (False, "Off")))
    editor, told = _at_work(qtbot, compose_tools, field)
    editor.show_value(False)
    assert editor.main.text() == "Off"
    editor.main.click()
    assert (editor.main.text(), told) == ("On", [True])


def test_a_file_may_be_chosen_by_a_button_with_words(qtbot, compose_tools):
    editor, _ = _at_work(qtbot, compose_tools, FormField("x", "Key", "file", button="Choose…"))
    assert editor.button.text() == "Choose…"
    assert editor.button.accessibleName() == "Choose a file for Key"


@pytest.mark.parametrize("kind", ["choice", "number", "decimal", "seconds"])
def test_the_wheel_changes_only_the_field_in_use(qtbot, compose_tools, kind):
    editor, told = _at_work(qtbot, compose_tools, FormField("x", "Field", kind, OPTIONS, high=9))
    editor.main.clearFocus()
    QApplication.sendEvent(editor.main, wheel_over(editor.main))
    assert not told
