"""A run goes on without the page that began it; the next page shows and can stop it."""

import msgspec
import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.experimenting import Experimenting
from inspector.model.experiment import Trial
from tests.gui import trial_samples as trials
from tests.gui.compare_samples import columns
from tests.gui.held_work import finish, held_tools


class Bench:
    """Stands for the workbench: the same plans, and one result."""

    def experiments(self, _answer, _scope):
        return trials.PLANS

    async def experiment(self, answer, _ids, _scope, _consent, report):
        report(trials.OUTCOMES[0])
        trial = Trial(outcomes=trials.OUTCOMES[:1], requests=1)
        return msgspec.structs.replace(answer, trial=trial)


@pytest.fixture
def held():
    return []


@pytest.fixture
def tools(panel_tools, held):
    yield from held_tools(panel_tools, Bench(), held)


@pytest.fixture
def document():
    refused = columns()[0]
    made = RequestDocument(refused.request)
    made.attempts.add(refused.answer)
    return made


def _begun(document, tools):
    """Begin a run and take its page away."""
    page = QWidget()
    Experimenting(document, tools, page).run(("without-credentials",), frozenset())
    shiboken6.delete(page)
    return document.attempts.experiments


def test_its_results_are_kept(document, tools, held, qtbot):
    kept = _begun(document, tools)
    finish(held)
    qtbot.waitUntil(lambda: kept.job is None)
    assert kept.of(document.attempts.current).requests == 1
    assert document.attempts.current.trial.requests == 1


def test_the_next_page_can_stop_it(document, tools, held, qtbot):
    kept = _begun(document, tools)
    page = QWidget()
    qtbot.addWidget(page)
    second = Experimenting(document, tools, page)
    assert not second.ready
    second.stop()
    assert held[-1][0].cancelled()
    qtbot.waitUntil(lambda: kept.job is None)
    assert kept.of(document.attempts.current).stopped == "You stopped it."
    assert second.ready
