"""The body tab: JSON, masks, hexadecimal, search, large bodies, plain text."""

import json

import jwt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from inspector.gui.response.body_view import MOST, BodyView, FindBar, TokenButton
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.presentation.bodies.body_rows import AT_ONCE

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


# ---------------- The find bar asks while typing, steps with Enter, and says how often it was fou
@pytest.fixture
def bar(qtbot, light):
    made = FindBar(light)
    qtbot.addWidget(made)
    made.show()
    return made


def _said(bar):
    return [label.text() for label in bar.findChildren(Label)][-1]


def test_typing_and_enter_ask(qtbot, bar):
    asked = []
    bar.wanted.connect(lambda text, step: asked.append((text, step)))
    edit = bar.findChild(QLineEdit)
    qtbot.keyClicks(edit, "ab")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked[:3] == [("a", 0), ("ab", 0), ("ab", 1)]
    assert asked[-1] == ("ab", -1)


def test_escape_leaves(qtbot, bar):
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Not found"), (1, "1 match"), (12, "12 matches"), (MOST, "more than 10,000")],
)
def test_the_count_is_said(bar, count, text):
    bar.findChild(QLineEdit).setText("x")
    bar.show_count(count)
    assert _said(bar) == text


def test_every_part_has_a_name(bar):
    assert bar.findChild(QLineEdit).accessibleName() == "Find"


# ---------------- The tokens of a reply's body open from beside it
TOKEN = jwt.encode({"sub": "ada"}, "k" * 40, algorithm="HS256")


def _exchange(**members):
    body = json.dumps(members).encode()
    return Exchange(
        request=Message(method="POST", url="http://a.test/token"),
        reply=Reply(status=200, body=body),
    )


@pytest.fixture
def chosen(panel_tools):
    made = []
    panel_tools.actions.provide("inspect-token", made.append)
    return made


@pytest.fixture
def button(qtbot, panel_tools):
    made = TokenButton(panel_tools)
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_without_a_token(button):
    for exchange in (None, _exchange(error="invalid_grant")):
        button.show_exchange(exchange)
        assert button.isHidden()


def test_the_only_one_opens_at_once(button, chosen):
    exchange = _exchange(access_token=TOKEN)
    button.show_exchange(exchange)
    assert not button.isHidden()
    button.click()
    assert [(each.found.secret, each.exchange) for each in chosen] == [(TOKEN, exchange)]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_of_several_one_is_chosen(button, chosen, qtbot):
    button.show_exchange(_exchange(access_token=TOKEN, refresh_token="r" * 40))
    button.show()
    button.click()
    menu = button.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "access_token in the body received",
        "refresh_token in the body received",
    ]
    menu.actions()[1].trigger()
    assert chosen[0].found.kind == "refresh"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
