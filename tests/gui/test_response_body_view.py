"""The body tab: JSON, masks, hexadecimal, search, large bodies, plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from inspector.gui.response.body_rows import AT_ONCE
from inspector.gui.response.body_view import BodyView
from inspector.gui.widgets.buttons import Button
from inspector.model.message import Header

JSON = (Header("Content-Type", "application/json"),)
TOKENS = b'{"access_token":"' + b"q" * 40 + b'","expires_in":3600}'


@pytest.fixture
def view(qtbot, panel_tools):
    made = BodyView(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _text(view):
    rows = view.lines.rows
    return "\n".join(rows.text(row) for row in range(min(len(rows), 50)))


def _press(qtbot, view, text):
    button = next(b for b in view.findChildren(Button) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_json_is_indented_with_its_token_masked(view, panel_tools):
    view.show_body(TOKENS, JSON)
    assert '  "expires_in": 3600' in _text(view)
    assert "q" * 20 not in _text(view)
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert "q" * 40 in _text(view)


def test_as_received_and_hexadecimal(qtbot, view):
    view.show_body(b'{"a":1}', JSON)
    _press(qtbot, view, "As received")
    assert _text(view) == '{"a":1}'
    _press(qtbot, view, "Hex")
    assert _text(view).startswith("00000000  7b 22")
    _press(qtbot, view, "Hex")
    assert _text(view).startswith("{\n")


def test_a_large_body_is_prepared_elsewhere_and_the_newest_wins(qtbot, view):
    large = b"first line\n" * (AT_ONCE // 5)
    view.show_body(large, ())
    assert _text(view) == "Reading the body…"
    view.show_body(b"small", ())
    assert _text(view) == "small"
    view.show_body(large, ())
    qtbot.waitUntil(lambda: len(view.lines.rows) > 1000)
    assert _text(view).startswith("first line\n")
    assert len(view.lines.rows) > 1000


def test_search_goes_to_the_match(qtbot, view):
    view.show_body(b"\n".join(b"row %d" % n for n in range(300)), ())
    view.begin_find()
    qtbot.keyClicks(view.find_bar.findChild(QLineEdit), "row 25")
    assert view.lines.current == 25
    qtbot.keyClick(view.find_bar.findChild(QLineEdit), Qt.Key.Key_Return)
    assert view.lines.current == 250
    qtbot.keyClick(view.find_bar.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert view.find_bar.isHidden()


def test_what_is_wrong_with_the_body_is_said(view):
    view.show_body(b"abc", JSON, "cut at the limit")
    texts = [label.text() for label in view.findChildren(type(view._about))]
    assert "application/json, 3 B, cut at the limit" in texts


def test_it_opens_as_plain_text_with_masks(qtbot, view):
    view.show_body(TOKENS, JSON)
    window = view.open_plain()
    text = window.findChild(QPlainTextEdit).toPlainText()
    assert "expires_in" in text
    assert "q" * 20 not in text
    window.close()
