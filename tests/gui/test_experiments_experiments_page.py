"""The page of the list: what its buttons say, and where the ladder finds room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.experiments.experiments_page import ExperimentsPage
from inspector.presentation.experiments.experiment_rows import own_row, rows
from tests.gui import trial_samples as trials


@pytest.fixture
def page(qtbot, light):
    made = ExperimentsPage(light)
    qtbot.addWidget(made)
    made.resize(780, 420)
    made.show()
    return made


def _show(page, tried):
    page.show_tried((own_row(401), *rows(tried, "GET", {})), tried)


def test_run_and_stop_take_turns(page, qtbot):
    _show(page, trials.tried(()))
    assert (page.run.isVisible(), page.stop.isVisible()) == (True, False)
    with qtbot.waitSignal(page.run_asked):
        qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    _show(page, trials.tried((), waiting=("final-address",)))
    assert (page.run.isVisible(), page.stop.isVisible()) == (False, True)
    with qtbot.waitSignal(page.stop_asked):
        qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    _show(page, trials.tried())
    assert (page.run.isVisible(), page.stop.isVisible()) == (False, False)
    assert page.findChild(QLabel, "experiments_summary").text().startswith("4 experiments run")


@pytest.mark.parametrize(("size", "beside"), [((780, 420), True), ((500, 420), False)])
def test_the_ladder_is_beside_the_list_where_there_is_room_else_above(page, qtbot, size, beside):
    page.resize(*size)
    _show(page, trials.tried(ladder=trials.LADDER))
    qtbot.waitUntil(page.ladder.isVisible)

    def placed():
        ladder, listed = (each.mapTo(page, each.rect().topLeft()) for each in _both(page))
        return (ladder.x() > listed.x() + 100) is beside and (ladder.y() < listed.y()) is not beside

    qtbot.waitUntil(placed)


def _both(page):
    return page.ladder, page.list


def test_a_ladder_that_comes_up_is_scrolled_to(page, qtbot):
    page.resize(500, 200)
    _show(page, trials.tried(()))
    bar = page.roll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    _show(page, trials.tried(ladder=trials.LADDER))
    assert bar.value() == 0


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [460, 740])
def test_the_question_is_never_cut(page, qtbot, light, percent, width):
    light.set_percent(percent)
    page.resize(width, light.px(240))
    _show(page, trials.tried(()))
    sentences = ("It sends DELETE to api.example.com: if the server accepts it, data may change.",)
    page.consent.ask(trials.plan("fresh-token"), sentences, "2 requests, DELETE")
    card = page.consent
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()) > 0)
