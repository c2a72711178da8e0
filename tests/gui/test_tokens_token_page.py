"""The token tab shows what decoding says, masked, and copies it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTreeWidget, QWidget

from inspector.annotate.tokens import decode
from inspector.gui.state.documents import Document
from inspector.gui.tokens.token_page import TokenPage
from inspector.gui.widgets.buttons import Button
from tests.gui import answer_samples as samples


def _page(qtbot, tools, text):
    page = TokenPage(Document("token", "Token", topic=text), tools)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def test_a_jwt_is_taken_apart(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    token = decode(samples.TOKEN)
    assert page.findChild(QLabel, "token_title").text() == token.title
    claims = page.findChild(QTreeWidget, "claims_list")
    names = [
        claims.topLevelItem(part).child(row).text(0)
        for part in range(claims.topLevelItemCount())
        for row in range(claims.topLevelItem(part).childCount())
    ]
    assert {"alg", "exp"} <= set(names)


@pytest.mark.parametrize("text", ["", "not a token at all", "Basic dXNlcjpwYXNz", "x" * 10_000])
def test_anything_pasted_is_answered(qtbot, panel_tools, text):
    page = _page(qtbot, panel_tools, text)
    assert page.findChild(QLabel, "token_title").text()


def test_the_text_is_masked_everywhere_and_in_the_copy(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    assert samples.TOKEN not in page.findChild(QPlainTextEdit).toPlainText()
    copy = next(b for b in page.findChildren(Button) if "Copy" in b.text())
    with qtbot.waitSignal(panel_tools.notices.said):
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "exp" in text
    assert samples.TOKEN not in text


def test_every_focusable_part_has_a_name(qtbot, panel_tools):
    page = _page(qtbot, panel_tools, samples.TOKEN)
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless
