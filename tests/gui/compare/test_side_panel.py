"""Beside a comparison: the newest refused attempt is tried, or it is said why it can't be."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.compare.side_panel import CHANGES, EXPERIMENTS, SidePanel, newest_refused
from inspector.gui.state.documents import RequestDocument
from inspector.model.kinds.bearer import Bearer
from tests.gui.compare_samples import column, columns, token, two_changes


def _tabbed(made):
    tab = RequestDocument(made.request)
    tab.attempts.add(made.answer)
    return made._replace(tab=tab)


@pytest.fixture
def show(panel_tools, qtbot):
    made = []

    def begin(*shown):
        document = ComparedDocument(shown)
        panel = SidePanel(document, panel_tools)
        qtbot.addWidget(panel)
        panel.resize(390, 700)
        panel.show()
        panel.show_comparison(compute(document.columns, ()))
        made.append(document)
        return panel

    return begin


def test_the_newest_refused_attempt_is_tried():
    shown = (*columns(), column(token(aud="other"), 401, "third"))
    assert newest_refused(shown, compute(shown, ())).label == "third"
    good = (columns()[1],) * 2
    assert newest_refused(good, compute(good, ())) is None


def test_experiments_stand_first_where_something_was_refused(show):
    old, new = columns()
    panel = show(_tabbed(old), new)
    assert panel.tabs.currentIndex() == EXPERIMENTS
    assert panel.trial.isVisible()
    assert panel.trial.answer is old.answer
    assert panel.tabs.mark(CHANGES).badge == 1


def test_what_changed_stands_first_where_changes_can_not_be_told_apart(show):
    assert show(*two_changes()).tabs.currentIndex() == CHANGES


def test_the_tab_that_was_chosen_stays(show):
    old, new = columns()
    panel = show(_tabbed(old), new)
    panel.tabs.setCurrentIndex(CHANGES)
    panel.tabs.tabBarClicked.emit(CHANGES)
    panel.show_comparison(compute(panel._document.columns, ()))
    assert panel.tabs.currentIndex() == CHANGES


def test_the_tab_that_was_chosen_by_key_stays(show, qtbot):
    old, new = columns()
    panel = show(_tabbed(old), new)
    qtbot.keyClick(panel.tabs, Qt.Key.Key_Right)
    panel.show_comparison(compute(panel._document.columns, ()))
    assert panel.tabs.currentIndex() == CHANGES


def test_a_panel_made_anew_shows_the_tab_that_was_chosen(show, panel_tools, qtbot):
    old, new = columns()
    document = show(_tabbed(old), new)._document
    assert document.side is None
    document.side = CHANGES
    again = SidePanel(document, panel_tools)
    qtbot.addWidget(again)
    again.show_comparison(compute(document.columns, ()))
    assert again.tabs.currentIndex() == CHANGES


def test_without_a_refusal_there_is_nothing_to_try(show):
    new = columns()[1]
    panel = show(new, new)
    assert panel.trial is None
    assert panel._why.text() == "Nothing was refused here, so there is nothing to try."


def test_what_was_not_sent_from_here_can_not_be_tried(show):
    panel = show(*(one._replace(request=None) for one in columns()))
    assert panel._why.text().startswith("This attempt was not sent from here")
    assert not panel._open.isVisible()


def test_an_attempt_of_the_history_needs_its_secrets(show, panel_tools, qtbot):
    old, new = columns()
    panel = show(old, new)
    assert panel._why.text().startswith("This attempt comes from the history")
    assert panel._open.isVisible()
    with qtbot.waitSignal(panel.open_asked) as asked:
        panel._open.click()
    assert asked.args[0] is old


def test_it_is_tried_where_the_vault_has_them(show, panel_tools):
    from msgspec.structs import replace

    old, new = columns()
    credential = Bearer(token=panel_tools.vault.put("a" * 20, place="memory"))
    panel = show(old._replace(request=replace(old.request, credential=credential)), new)
    assert panel.trial is not None


def test_another_attempt_can_be_chosen(show):
    old, new = columns()
    third = _tabbed(column(token(aud="other"), 401, "third"))
    panel = show(_tabbed(old), new, third)
    assert panel.trial.answer is third.answer
    panel.choose(panel._document.columns[0])
    assert panel.trial.answer is old.answer
    panel.show_comparison(compute(panel._document.columns, ()))
    assert panel.trial.answer is old.answer
