"""The page compares its document's columns and says what explains the result."""

import pytest
from PySide6.QtWidgets import QMenu

from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.state.documents import RequestDocument
from tests.gui.compare_samples import column, token


@pytest.fixture
def page(panel_tools, compared, qtbot):
    made = ComparePage(compared, panel_tools)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.comparison.heads != (), timeout=5000)
    return made


def test_the_sentence_is_the_title(page):
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert page.lead.text().startswith("Certain.")
    assert page.lines.isVisible()
    assert not page.empty.isVisible()


def test_another_column_is_compared_anew(page, compared, qtbot):
    compared.add(column(token(aud="other"), 401, "third"))
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3, timeout=5000)
    assert page.model.columns == 3


def test_attempts_of_open_tabs_can_be_added(page, panel_tools, compared):
    tab = RequestDocument(column("x" * 20, 200, "fourth").request)
    tab.attempts.add(column("x" * 20, 200, "fourth").answer)
    panel_tools.tabs.open(tab)
    entries = page._adding()
    assert [entry.text for entry in entries if entry.text][-1] == "Paste what works elsewhere"
    entries[0].do()
    assert len(compared.columns) == 3
    assert page.findChild(QMenu) is None


def test_without_attempts_it_says_what_to_do(panel_tools, qtbot):
    made = ComparePage(ComparedDocument(), panel_tools)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    assert not made.lines.isVisible()


def test_only_differences_is_a_switch(page):
    before = page.model.rowCount()
    page.only.setChecked(True)
    assert page.model.rowCount() < before
