"""The list: run and opened by key or click, as high as its rows, flashing what is jumped to."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.experiments.experiment_list import ExperimentList
from inspector.presentation.experiments.experiment_rows import own_row, rows
from tests.gui import trial_samples as trials


@pytest.fixture
def listed(qtbot, light):
    made = ExperimentList(light)
    qtbot.addWidget(made)
    made.show_rows((own_row(401), *rows(trials.tried(trials.OUTCOMES[:1]), "GET", {})))
    made.resize(700, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def _go(listed, name):
    listed.setCurrentIndex(listed.model().place(name))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_run_what_was_not_run(listed, qtbot, key):
    _go(listed, "garbage-credentials")
    with qtbot.waitSignal(listed.run_asked) as asked:
        qtbot.keyClick(listed, key)
    assert asked.args == ["garbage-credentials"]


def test_keys_open_what_came_of_it(listed, qtbot):
    _go(listed, "without-credentials")
    with qtbot.waitSignal(listed.open_asked) as asked:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert asked.args == ["without-credentials"]


def test_what_cannot_be_run_does_nothing(listed, qtbot):
    _go(listed, "without-cookies")
    with qtbot.assertNotEmitted(listed.run_asked), qtbot.assertNotEmitted(listed.open_asked):
        qtbot.keyClick(listed, Qt.Key.Key_Return)


def test_a_click_on_the_button_runs_and_one_beside_it_does_not(listed, qtbot):
    index = listed.model().place("garbage-credentials")
    corner = listed.visualRect(index).topLeft()
    button = listed.itemDelegate().action(index).translated(corner).center()
    view = listed.viewport()
    with qtbot.waitSignal(listed.run_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=button)
    with qtbot.assertNotEmitted(listed.run_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=listed.visualRect(index).center())
    assert listed.current_id == "garbage-credentials"


def test_a_double_click_opens_but_never_sends(listed, qtbot):
    view, place = listed.viewport(), listed.model().place
    with qtbot.assertNotEmitted(listed.run_asked):
        where = listed.visualRect(place("garbage-credentials")).center()
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(listed.open_asked):
        where = listed.visualRect(place("without-credentials")).center()
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=where)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_all_rows_are_shown_whole_at_every_size(listed, qtbot, light, percent):
    light.set_percent(percent)
    listed.resize(500, 100)
    listed.resize(500, listed.sizeHint().height())
    last = listed.model().index(listed.model().rowCount() - 1, 0)
    qtbot.waitUntil(lambda: listed.visualRect(last).bottom() == listed.viewport().height() - 1)


def test_a_jump_flashes_its_row_once(listed, qtbot):
    with qtbot.waitSignal(listed.in_sight):
        assert listed.jump("final-address")
    assert listed.current_id == "final-address"
    assert listed.flashed == "final-address"
    qtbot.waitUntil(lambda: listed.flashed == "")
    assert not listed.jump("unknown")


def test_with_reduced_motion_nothing_flashes(listed):
    listed.set_still(still=True)
    assert listed.jump("final-address")
    assert listed.flashed == ""


def test_a_result_leaves_the_current_row_alone(listed):
    _go(listed, "signature-altered")
    listed.show_rows((own_row(401), *rows(trials.tried(), "GET", {})))
    assert listed.current_id == "signature-altered"


def test_the_current_row_is_read_aloud(listed):
    _go(listed, "without-credentials")
    assert listed.accessibleDescription().startswith("1. No credentials: 401, differs")
