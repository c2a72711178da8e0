"""The encoded token has a colour for each part; what is pointed at is lit."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from inspector.annotate.tokens import decode
from inspector.gui.tokens.encoded_card import EncodedView
from tests.gui.token_samples import token

NAMES = ("header", "payload", "signature")


@pytest.fixture
def view(light, qtbot):
    made = EncodedView(light)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_token(decode(token()).masked)
    made.show()
    return made


def test_each_part_has_its_colour(view, light):
    assert token() not in view.toPlainText()
    assert view.parts == NAMES
    at, colours = 0, []
    for piece in view.toPlainText().split("."):
        cursor = view.textCursor()
        cursor.setPosition(at + 1)
        colours.append(cursor.charFormat().foreground().color().name())
        at += len(piece) + 1
    assert colours == [light.colour(f"jwt_{name}").name() for name in NAMES]


def test_another_token_has_no_parts(view):
    view.show_token("••••••••••••")
    assert view.toPlainText() == "••••••••••••"
    assert view.parts == ()


def test_a_lit_part_is_bolder_and_only_that(view):
    view.light("payload")
    (lit,) = view.extraSelections()
    assert lit.cursor.selectedText() == view.toPlainText().split(".")[1]
    assert lit.format.fontWeight() > 400
    view.light("signature")
    (lit,) = view.extraSelections()
    assert lit.cursor.selectedText() == view.toPlainText().rpartition(".")[2]
    view.light("")
    assert view.extraSelections() == []


def test_the_pointer_tells_its_part(view, qtbot):
    told = []
    view.pointed.connect(told.append)
    QTest.mouseMove(view.viewport(), QPoint(5, 5))
    qtbot.waitUntil(lambda: told[-1:] == ["header"])


def test_the_cursor_tells_its_part(view, qtbot):
    told = []
    view.pointed.connect(told.append)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == "signature"
    view.clearFocus()
    assert told[-1] == ""


def test_a_very_long_part_is_cut_in_its_middle(view):
    view.show_token(f"eyJh.{'a' * 300_000}zz.x")
    assert len(view.toPlainText()) < 5000
    assert "zz.x" in view.toPlainText()
    assert view.parts == NAMES


def test_a_flaw_is_marked(view):
    view.show_token("eyJhbG%iOi.x", (6, 7))
    (marked,) = view.extraSelections()
    assert marked.cursor.selectedText() == "%"
    assert marked.format.fontUnderline()
    view.show_token("••••••••••••", None)
    assert view.extraSelections() == []


def test_what_only_looks_like_a_token_has_no_parts(view):
    view.show_token("eyJhIjoxfQ.aaa.bbb", coloured=False)
    assert view.parts == ()


def test_an_empty_part_has_no_name(view):
    view.show_token("eyJhbGciOiJub25lIn0.e30.")
    assert view.parts == ("header", "payload")
