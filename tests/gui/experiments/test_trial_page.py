"""The narrow page beside a comparison: what can't be tried is counted, runs can be repeated."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.experiments.trial_page import TrialPage, repeatable
from inspector.presentation.experiments.experiment_rows import own_row, rows
from tests.gui import trial_samples as trials


@pytest.fixture
def page(qtbot, light):
    made = TrialPage(light)
    qtbot.addWidget(made)
    made.resize(390, 700)
    made.show()
    return made


def _show(page, tried):
    page.show_tried((own_row(401), *rows(tried, "GET", {})), tried)


def test_what_can_not_be_tried_is_counted(page):
    _show(page, trials.tried(()))
    assert "without-cookies" not in [row.id for row in page.list.rows]
    said = page.findChild(QLabel, "experiments_summary").text()
    assert said.startswith("4 experiments can be run without a risk")
    assert said.endswith("1 more can’t be tried on this attempt.")


def test_run_stop_and_again_take_turns(page):
    def shown():
        return [one.isVisible() for one in (page.run, page.stop, page.again)]

    _show(page, trials.tried(()))
    assert shown() == [True, False, False]
    _show(page, trials.tried((), waiting=("final-address",)))
    assert shown() == [False, True, False]
    _show(page, trials.tried())
    assert shown() == [False, False, True]


def test_only_what_needs_no_consent_is_repeated():
    asked = trials.outcome("fresh-token")
    assert repeatable(trials.tried((*trials.OUTCOMES, asked))) == (
        "without-credentials", "garbage-credentials", "signature-altered", "final-address",
    )  # fmt: skip
    assert repeatable(trials.tried(())) == ()


def test_the_first_fix_is_the_main_button(page):
    page.offer_fix("Get a fresh token and resend")
    assert page.fix.isVisible()
    assert page.fix.accessibleName() == "Get a fresh token and resend"
    page.offer_fix("")
    assert not page.fix.isVisible()


@pytest.mark.parametrize(("height", "fixed"), [(700, True), (300, False)])
def test_the_ladder_stays_in_sight_where_there_is_room(page, height, fixed, qtbot):
    page.resize(390, height)
    _show(page, trials.tried(ladder=trials.LADDER))
    qtbot.waitUntil(page.ladder.isVisible)
    assert page.roll.isAncestorOf(page.ladder) is not fixed
