"""The status line: pill, facts, which attempt, Export."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.response.status_line import StatusLine
from inspector.gui.state.attempts import Attempts
from inspector.gui.widgets.label import Label
from inspector.presentation.exchange.status_words import status_words
from tests.gui import answer_samples as samples


@pytest.fixture
def attempts(qapp):
    return Attempts()


@pytest.fixture
def line(qtbot, panel_tools, attempts):
    made = StatusLine(attempts, panel_tools, "export")
    qtbot.addWidget(made)
    made.resize(700, 40)
    made.show()
    return made


def _texts(line):
    return [label.text() for label in line.findChildren(Label) if not label.isHidden()]


def test_a_refusal_is_red_and_its_facts_follow(line):
    line.show_status(status_words(samples.exchange()))
    assert line.pill.text == "401 Unauthorized"
    assert line.pill.accessibleName() == "401 Unauthorized"
    assert _texts(line) == ["143 ms", "412 B", "HTTP/2, TLS 1.3"]


def test_without_an_answer_nothing_is_shown(line):
    line.show_status(None)
    assert line.pill.isHidden()
    assert line.export.isHidden()
    assert _texts(line) == []


def test_older_and_newer_appear_with_a_second_answer(qtbot, line, attempts):
    attempts.add(samples.expired())
    line.show_place()
    assert line.older.isHidden()
    attempts.add(samples.success())
    line.show_place()
    assert "2 of 2" in _texts(line)
    assert not line.newer.isEnabled()
    qtbot.mouseClick(line.older, Qt.MouseButton.LeftButton)
    assert attempts.index == 0


def test_export_runs_its_command(qtbot, line, panel_tools):
    line.show_status(status_words(samples.exchange()))
    ran = []
    panel_tools.actions.provide("export", ran.append)
    qtbot.mouseClick(line.export, Qt.MouseButton.LeftButton)
    assert ran == [None]


def test_a_200_that_hides_a_refusal_is_not_green(line):
    words = status_words(samples.success().attempt.exchanges[0])
    line.show_status(words)
    green = line.pill.grab().toImage()
    line.show_status(words, explained=True)
    assert line.pill.text == "200 OK"
    assert line.pill.grab().toImage() != green


def test_in_a_narrow_pane_the_buttons_stand_below(qtbot, line, attempts):
    pane = QWidget()  # as a window of its own it would not become that narrow
    qtbot.addWidget(pane)
    line.setParent(pane)
    for each in (samples.expired(), samples.success()):
        attempts.add(each)
    line.show_status(status_words(samples.exchange()))
    pane.show()
    buttons, least = line.export.parentWidget(), line.minimumSizeHint().width()
    for width, below in ((700, False), (least, True), (700, False)):
        line.resize(width, 120)
        qtbot.waitUntil(lambda below=below: (buttons.y() > line.pill.y()) is below)
    assert least < line.pill.width() + buttons.width()
    line.setParent(None)


def test_facts_without_room_are_left_to_the_tooltip(line, attempts):
    for each in (samples.expired(), samples.success()):
        attempts.add(each)
    line.show_status(status_words(samples.exchange()))
    last = line._holders[-1]
    assert last.isVisible()
    one_row = line.height()
    needed = line.pill.width() + line._doing.sizeHint().width()
    line.resize(needed + 120, one_row)
    assert not last.isVisible()
    assert line._holders[0].isVisible()
    assert "TLS 1.3" in line.pill.toolTip()
    line.resize(900, one_row)
    assert last.isVisible()
