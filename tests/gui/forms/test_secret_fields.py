"""Every field of a credential or proxy that holds a secret has a masked editor, in every form."""

import ast
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.oauth.groups import groups
from inspector.gui.forms.editors import SecretLine, make_editor
from inspector.gui.forms.form_field import FormField
from inspector.model.secret import SecretRef

GUI = Path(__file__).parents[3] / "inspector" / "gui"
MASKED = {"secret", "key", "value"}
OBTAINED = {"credential.client.registration.token"}  # by registering; nobody types it
MARK = "MARKED-7d31c0-secret-of-a-field\nand-a-second-line-of-a-key"


def places(record, path):
    """Yield the path of every reference to a secret in a record, also within its groups."""
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, SecretRef):
            yield f"{path}.{field.name}"
        elif isinstance(value, msgspec.Struct):
            yield from places(value, f"{path}.{field.name}")


def declared():
    """Return every field that a form of a credential declares, by its path."""
    fields = [field for kind in kinds() for field in kind.fields()]
    fields += [field for group in groups() for field in group.fields]
    return [field for field in fields if isinstance(field, FormField)]


WANTED = sorted({path for kind in kinds() for path in places(kind.KIND(), "credential")})


@pytest.mark.parametrize("path", WANTED)
def test_a_secret_of_a_credential_is_masked(path, qtbot, panel_tools):
    fields = [field for field in declared() if field.path == path]
    assert fields or path in OBTAINED, f"{path} can't be entered anywhere"
    ref = panel_tools.vault.put(MARK)
    for field in fields:
        editor = make_editor(field, panel_tools)
        qtbot.addWidget(editor)
        assert isinstance(editor, SecretLine), field
        editor.show_value(ref)
        editor.show()
        shown = [each.text() for kind in (QLineEdit, QLabel) for each in editor.findChildren(kind)]
        shown += [each.toPlainText() for each in editor.findChildren(QPlainTextEdit)]
        shown += [each.toolTip() + each.accessibleName() for each in editor.findChildren(QLineEdit)]
        assert shown
        assert not any("7d31c0" in text or "second-line" in text for text in shown), shown


def test_no_field_that_is_not_masked_holds_one():
    """A path that is a secret in one kind may be plain in another: then it is no reference there."""
    plain = {field.path for field in declared() if field.kind not in MASKED}
    assert plain & set(WANTED) == set()


NAMES = {path.rpartition(".")[2] for path in WANTED} | {"passphrase", "password", "secret"}


def _written(path):
    """Yield path and kind of each field that a module writes out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FormField":
            kind = node.args[2] if len(node.args) > 2 else None
            given = [one.value for one in node.keywords if one.arg == "kind"]
            is_text = bool(node.args) and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            named = ast.unparse(node.args[0]).strip("\"'") if is_text else ""
            chosen = given[0] if given else kind
            yield named, chosen.value if isinstance(chosen, ast.Constant) else ""


def test_every_field_that_is_called_like_a_secret_is_masked():
    """The proxy's login and whatever comes later, wherever its form is."""
    found = [
        (str(path.relative_to(GUI)), named, kind)
        for path in sorted(GUI.rglob("*.py"))
        for named, kind in _written(path)
        if named.rpartition(".")[2] in NAMES
    ]
    assert any(named.endswith("_LOGIN}.password") for _, named, _ in found)
    assert [each for each in found if each[2] not in MASKED | {"choice"}] == []
