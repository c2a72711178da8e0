"""The menu offers the other tokens of the open tabs, and the one on the clipboard."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.compared_tokens import ComparedTokens, ComparingTokens
from inspector.gui.tokens.token_document import TokenDocument
from inspector.presentation.tokens.seen_tokens import seen_tokens
from tests.gui.token_samples import solved, token

OWN, OTHER = token(jti="own"), token(jti="other")


@pytest.fixture
def comparing(panel_tools, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    return ComparingTokens(panel_tools, TokenDocument(OWN), page)


@pytest.fixture
def tab(panel_tools):
    document = panel_tools.tabs.open(RequestDocument())
    for each in (OWN, OTHER):
        document.attempts.add(solved(each))
    return document


def _entries(comparing, tab):
    return comparing.entries(seen_tokens(((tab, tab.title, tab.attempts.answers),)))


def _active(panel_tools):
    return panel_tools.tabs.active


def test_the_own_token_is_left_out(comparing, tab, panel_tools):
    other, _, paste = _entries(comparing, tab)
    assert "Authorization sent" in other.text
    assert OTHER not in other.text
    assert paste.text == "Paste a token"
    other.do()
    assert isinstance(_active(panel_tools), ComparedTokens)
    assert [one.topic for one in _active(panel_tools).tokens] == [OWN, OTHER]
    assert _active(panel_tools).tokens[1].tab is tab


def test_the_menu_opens_once_the_tabs_were_looked_through(comparing, tab, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu.actions()))
    comparing.ask(comparing._page)
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown[0]) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Copy the other token first"), (f"Bearer {OWN}", "holds this same token")],
)
def test_what_cannot_be_compared_is_said(comparing, panel_tools, qtbot, text, told):
    QApplication.clipboard().setText(text)
    (paste,) = comparing.entries(())
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        paste.do()
    assert told in said.args[0].text


def test_the_clipboard_is_compared_with(comparing, panel_tools):
    QApplication.clipboard().setText(f" {OTHER}\n")
    comparing.entries(())[0].do()
    assert [one.topic for one in _active(panel_tools).tokens] == [OWN, OTHER]
