"""The page compares its document's columns and says what explains the result."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from inspector.gui.compare.compare_page import ComparePage, compute
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.compare.side_panel import CHANGES
from inspector.gui.state.documents import RequestDocument
from inspector.model.fix import Fix
from inspector.protocol.redaction import DOTS
from tests.gui.compare_samples import column, token, two_changes


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
    assert page.columns.count == 3


def test_what_can_be_added_stands_in_a_menu(page, kept, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    page.add.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=5000)
    texts = [action.text() for action in shown[0].actions()]
    assert texts[0].startswith("GET /orders, ")
    assert texts[-1] == "Paste what works elsewhere"
    shown[0].deleteLater()


def test_a_head_has_a_menu_and_can_be_taken_out(page, compared, qtbot, monkeypatch):
    compared.add(column(token(aud="other"), 401, "third"))
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3, timeout=5000)
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    page.heads.setFocus()
    qtbot.keyClick(page.heads, Qt.Key.Key_Right)
    qtbot.keyClick(page.heads, Qt.Key.Key_Return)
    (menu,) = shown
    assert menu.actions()[0].text() == "Open its request"
    menu.deleteLater()
    qtbot.keyClick(page.heads, Qt.Key.Key_Delete)
    assert [each.label for each in compared.columns] == ["old", "third"]


def test_the_status_bar_hears_of_the_differences(page, compared):
    differing, same = page.comparison.counts
    assert compared.remark.text == f"{differing} differences, {same} the same"
    assert page._tools.actions.run(compared.remark.command)


def test_the_request_of_a_column_opens_and_its_next_answer_joins(page, compared, panel_tools):
    page._open_request(compared.columns[0])
    tab = panel_tools.tabs.active_request
    assert tab.current.value is compared.columns[0].request
    tab.attempts.add(column(token(), 200, "later").answer)
    assert [each.label for each in compared.columns] == ["old", "new", "sent again"]


def test_a_fix_is_carried_out_in_the_tab_of_the_attempt(page, compared, panel_tools):
    ran = []
    panel_tools.actions.provide("apply-fix", ran.append)
    tab, fix = RequestDocument(compared.columns[0].request), Fix(id="x", title="Renew it")
    page._fix(tab, fix)
    assert panel_tools.tabs.active is tab
    assert ran == [fix]
    tab.attempts.add(column(token(), 200, "later").answer)
    assert compared.columns[-1].label == "after the fix: Renew it"


@pytest.mark.parametrize(("width", "asks"), [(1300, False), (1000, False), (900, True)])
def test_in_a_narrow_tab_the_side_is_shown_on_demand(page, width, asks, qtbot):
    page.resize(width, 700)
    assert page.aside.isVisible() is asks
    assert page.side.isVisible() is not asks
    assert page.lines.isVisible()
    if asks:
        page.aside.click()
        assert page.side.isVisible()
        assert not page.lines.isVisible()


def test_the_switch_of_the_side_says_what_it_shows_first(page, panel_tools, qtbot):
    page.resize(900, 700)
    assert page.aside.accessibleName() == "Experiments"
    page.show_comparison(compute(two_changes(), ()))
    assert page.aside.accessibleName() == "What changed"
    assert page.side.tabs.currentIndex() == CHANGES


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


def test_presentation_mode_masks_claims_and_compares_anew(page, panel_tools, qtbot):
    def shown():
        cells = (cell for s in page.comparison.sections for line in s.lines for cell in line.cells)
        return [cell.text for cell in cells if cell is not None]

    before = shown()
    panel_tools.choices.change(presentation=True)
    qtbot.waitUntil(lambda: any(text == DOTS for text in shown()))
    panel_tools.choices.change(sidebar=False)
    assert page._job is None
    panel_tools.choices.change(presentation=False)
    qtbot.waitUntil(lambda: shown() == before)
