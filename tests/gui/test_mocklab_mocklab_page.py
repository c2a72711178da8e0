"""The Mock lab: choose a scenario, send to it, watch the request arrive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.mocklab.mocklab_page import MockLabPage
from inspector.gui.state.documents import Document


@pytest.fixture
def page(qtbot, panel_tools):
    made = MockLabPage(Document("mocklab", "Mock lab"), panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(lambda: made.list.count() > 0)
    return made


def test_the_chosen_scenario_is_shown(qtbot, page):
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.card.title.text() == page.list.chosen.title


def test_send_runs_the_scenario_on_the_chosen_port(qtbot, page, panel_tools, monkeypatch):
    sent = []
    panel_tools.actions.provide("demo", sent.append)
    page.list.setCurrentRow(2)
    qtbot.mouseClick(page.card.send, Qt.MouseButton.LeftButton)
    assert sent == [page.list.chosen.slug]
    qtbot.waitUntil(lambda: bool(panel_tools.lab.address))


def test_enter_in_the_list_sends_as_well(qtbot, page, panel_tools):
    sent = []
    panel_tools.actions.provide("demo", sent.append)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert sent == [page.list.chosen.slug]
    qtbot.waitUntil(lambda: bool(panel_tools.lab.address))


def test_every_focusable_part_has_a_name(page):
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and widget.window() is page
    ]
    assert not nameless


def test_from_the_whole_window_a_send_ends_in_the_log(qtbot, program):
    program.window.show()
    program.tools.actions.run("mocklab")
    page = program.window.area.page(program.tools.tabs.active)
    qtbot.waitUntil(lambda: page.list.count() > 0)
    slugs = [row.cells[0].text for row in page.list.plain.rows]
    page.list.setCurrentRow(slugs.index("Wrong password"))
    with qtbot.waitSignal(program.window.sending.answered, timeout=15000):
        page.send()
    assert program.tools.tabs.active_request.status == 401
    assert any(
        entry.scenario == "wrong-password" for entry in program.tools.lab.server.log.entries()
    )


def test_a_page_made_anew_shows_the_scenario_that_was_chosen(qtbot, page, panel_tools):
    page.list.setCurrentRow(3)
    again = MockLabPage(page._document, panel_tools)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.list.count() > 0)
    assert again.list.chosen == page.list.chosen
    assert again.list.currentRow() == 3
