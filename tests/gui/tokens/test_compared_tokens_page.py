"""Tokens stand side by side with one sentence above; heads open them, values hide on demand."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from inspector.gui.tokens.compared_tokens import ComparedTokens, ComparedTokensPage
from inspector.gui.tokens.token_document import TokenDocument
from tests.gui.token_samples import token

FIRST, SECOND = token(sub="alice"), token(scope="write", aud="stock", sub="alice")


@pytest.fixture
def page(panel_tools, qtbot):
    tokens = (TokenDocument(FIRST, place="Authorization sent"), TokenDocument(SECOND))
    made = ComparedTokensPage(ComparedTokens(tokens), panel_tools)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.comparison.heads))
    return made


def _texts(page):
    return msgspec.json.encode(page.comparison).decode()


def test_the_title_is_the_sentence(page):
    assert page.title.text() == "Two claims differ: aud and scope"
    assert page.accessibleName() == page.title.text()
    assert "In scope the second has write in place of read." in page.lead.text()
    assert page.lead.text().endswith("are the same.")


def test_heads_name_the_tokens_and_open_them(page, panel_tools, qtbot):
    assert "Authorization sent" in page.heads.accessibleName()
    assert page.heads.toolTip() == "Right click or Enter opens the token"
    page.heads.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.heads, Qt.Key.Key_Return)
        assert panel_tools.tabs.active.topic == FIRST
    assert len([one for one in panel_tools.tabs.documents if one.topic == FIRST]) == 1


def test_only_differences_are_listed_on_demand(page):
    before = len(page.model.rows)
    page.only.click()
    assert len(page.model.rows) < before


def test_in_presentation_mode_values_are_masked(page, panel_tools, qtbot):
    assert "alice" in _texts(page)
    panel_tools.choices.change(presentation=True)
    qtbot.waitUntil(lambda: "alice" not in _texts(page))
    assert page.title.text() == "Two claims differ: aud and scope"


def test_it_is_exported_without_signatures(page, qtbot, tmp_path):
    path = tmp_path / "tokens.md"
    with qtbot.waitSignal(page._tools.notices.said):
        page._writing.write(page.comparison, path)
    text = path.read_text("utf-8")
    assert "Two claims differ" in text
    assert FIRST.rpartition(".")[2] not in text
