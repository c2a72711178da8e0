"""Cards in which something is typed, pasted or dropped: taken in or put aside, then gone."""

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFormLayout

from inspector.gui.cookies.cookie_entry import CookieForm, CookieImport
from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.vault.secret_form import SecretForm

VALUE = "typed-and-secret"


def _importing(tools, taken):
    card = CookieImport(tools, lambda text, host: taken.append((text, host)) or (1, ()))
    card.begin("https://app.example.com")
    return card


def _secrets(tools, taken):
    card = SecretForm(tools)
    card.taken.connect(taken.append)
    card.begin(file=True)
    return card


def _cookie(tools, taken):
    card = CookieForm(tools, lambda cookie, _host, _before: taken.append(cookie))
    card.show_cookie(None, "https://app.example.com")
    return card


@pytest.fixture
def made(panel_tools, qtbot):
    def make(kind):
        taken = []
        card = kind(panel_tools, taken)
        qtbot.addWidget(card)
        card.show()
        return card, taken

    return make


def _dropped(card, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, button = QPointF(5, 5), Qt.MouseButton.LeftButton
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), action, data, button, none)
    QCoreApplication.sendEvent(card, enter)
    assert enter.isAccepted()
    QCoreApplication.sendEvent(card, QDropEvent(where, action, data, button, none))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (_importing, "Cookie: a=1", ("Cookie: a=1", "https://app.example.com")),
        (_secrets, "A_KEY=1\n", {"A_KEY": "1"}),
    ],
)
def test_a_file_that_is_dropped_is_taken_in(made, qtbot, tmp_path, kind, text, expected):
    card, taken = made(kind)
    path = tmp_path / "dropped"
    path.write_text(text)
    _dropped(card, path)
    qtbot.waitUntil(lambda: taken == [expected])


@pytest.mark.parametrize("kind", [_importing, _secrets])
def test_a_file_that_can_not_be_read_is_told(made, qtbot, tmp_path, kind):
    card, taken = made(kind)
    _dropped(card, tmp_path / "missing")
    qtbot.waitUntil(lambda: bool(card.check.text))
    assert not taken


@pytest.mark.parametrize(
    ("kind", "path"), [(_importing, "text"), (_secrets, "text"), (_cookie, "value")]
)
@pytest.mark.parametrize("way", ["Esc", "Cancel"])
def test_what_was_put_aside_is_gone(made, qtbot, kind, path, way):
    card, taken = made(kind)
    field = card.fields.main(path)
    qtbot.keyClicks(field, VALUE)
    assert VALUE in card.fields.values.values()
    with qtbot.waitSignal(card.left):
        if way == "Esc":
            qtbot.keyClick(field, Qt.Key.Key_Escape)
        else:
            card.cancel.click()
    assert VALUE not in card.fields.values.values()
    shown = field.text() if path == "value" else field.toPlainText()
    assert not shown
    assert not taken


# ---------------- The form within them
@pytest.fixture
def form(panel_tools, qtbot):
    fields = (
        FormField("name", "Name"),
        FormField("secure", "Secure", "switch"),
        FormField("why", "Reason", when=("secure", (True,))),
    )
    made = FieldForm(fields, panel_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_has_what_is_typed_and_shows_what_is_wanted(form, qtbot):
    form.show_values({"name": "a", "secure": False})
    assert not form.fields["why"].isVisible()
    with qtbot.waitSignal(form.edited) as edited:
        form.main("name").end(False)
        qtbot.keyClicks(form.main("name"), "b ")
    assert edited.args == ["name"]
    assert form.text("name") == "ab"
    form.main("secure").click()
    assert form.values["secure"] is True
    assert form.fields["why"].isVisible()
    form.show_values({})
    assert form.main("name").text() == ""
    assert not form.fields["why"].isVisible()


def test_a_field_stands_beside_its_name(panel_tools, qtbot):
    made = FieldForm((FormField("name", "Name"),), panel_tools, beside=True)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    layout, field = made.layout(), made.main("name")
    assert isinstance(layout, QFormLayout)
    label = layout.labelForField(made.fields["name"])
    assert label.buddy() is field
    assert field.accessibleName() == "Name"
    assert label.geometry().right() < made.fields["name"].geometry().left()
    assert abs(label.geometry().center().y() - made.fields["name"].geometry().center().y()) <= 2
