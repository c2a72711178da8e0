"""Variables are offered in every field of a request while their name is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from inspector.gui.compose.variable_completer import VariableCompleter, begun, fitting
from inspector.model.collection import Environment


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("{{", ""),
        ("https://{{ho", "ho"),
        ("{{api}}/v1/{{ to", "to"),
        ("{{vault.ke", "vault.ke"),
        ("{{api}}", None),
        ("{ {api", None),
        ("plain", None),
        ("{{a b", None),
        ("", None),
    ],
)
def test_what_is_typed_of_a_name(before, typed):
    assert begun(before) == typed


def test_names_that_begin_so_come_first():
    assert fitting(("shop_host", "host", "api", "Hostname"), "ho") == [
        "Hostname",
        "host",
        "shop_host",
    ]


@pytest.fixture
def field(qtbot, panel_tools):
    """A field in a pane of a request, with the focus, beside one elsewhere."""
    values = {"host": "a.example", "shop_host": "b.example", "token": "x"}
    panel_tools.environments.replace((Environment(name="Staging", values=values),))
    panel_tools.environments.choose("Staging")
    window, pane = QWidget(), QWidget()
    pane.setObjectName("request_pane")
    row = QHBoxLayout(window)
    row.addWidget(pane)
    made = QLineEdit(pane)
    made.completer_ = VariableCompleter(panel_tools.environments, window)
    window.elsewhere = QLineEdit(window)
    row.addWidget(window.elsewhere)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    made.completer_.list.popup().hide()


def _popup(field):
    return field.completer_.list.popup()


def _offered(field):
    model = _popup(field).model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_names_are_offered_and_enter_closes_the_one_that_is_taken(field, qtbot):
    edited = []
    field.textEdited.connect(edited.append)
    qtbot.keyClicks(field, "https://{{ho")
    qtbot.waitUntil(_popup(field).isVisible)
    assert _offered(field) == ["host", "shop_host"]
    qtbot.keyClick(_popup(field), Qt.Key.Key_Down)
    qtbot.keyClick(_popup(field), Qt.Key.Key_Return)
    assert field.text() == "https://{{shop_host}}"
    assert edited[-1] == field.text()
    assert _popup(field).isHidden()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_key_that_takes_a_name_does_nothing_else(field, qtbot, key):
    pressed = []
    field.returnPressed.connect(lambda: pressed.append(field.text()))
    qtbot.keyClicks(field, "{{to")
    qtbot.waitUntil(_popup(field).isVisible)
    qtbot.keyClick(_popup(field), key)
    assert field.text() == "{{token}}"
    assert pressed == []
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["{{token}}"]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_what_is_closed_already_is_closed_once(field, qtbot):
    field.setText("{{}}/v1")
    field.setCursorPosition(2)
    qtbot.keyClicks(field, "to")
    qtbot.waitUntil(_popup(field).isVisible)
    qtbot.keyClick(_popup(field), Qt.Key.Key_Return)
    assert field.text() == "{{token}}/v1"


def test_nothing_is_offered_without_braces_nor_elsewhere(field, qtbot):
    qtbot.keyClicks(field, "host")
    assert not _popup(field).isVisible()
    other = field.window().elsewhere
    other.setFocus()
    qtbot.keyClicks(other, "{{ho")
    assert not _popup(field).isVisible()
    assert QApplication.focusWidget() is other
