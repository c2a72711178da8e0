"""The answers of a tab: order, the one shown, and the send under way."""

import pytest

from inspector.gui.state.attempts import ANSWERS_KEPT, Attempts
from inspector.model.attempt import Attempt
from inspector.workbench.answer import Answer


def answer(name):
    return Answer(attempt=Attempt(id=name))


@pytest.fixture
def attempts(qapp):
    return Attempts()


def test_a_new_answer_is_shown(attempts, qtbot):
    with qtbot.waitSignals([attempts.added, attempts.selected]):
        attempts.add(answer("one"))
    assert attempts.current.attempt.id == "one"


def test_older_and_newer_stop_at_the_ends(attempts):
    for name in ("one", "two"):
        attempts.add(answer(name))
    assert not attempts.can_go_newer
    attempts.newer()
    attempts.older()
    attempts.older()
    assert attempts.current.attempt.id == "one"
    assert not attempts.can_go_older
    assert attempts.can_go_newer


def test_only_the_last_answers_are_kept(attempts):
    for number in range(ANSWERS_KEPT + 2):
        attempts.add(answer(str(number)))
    assert len(attempts.answers) == ANSWERS_KEPT
    assert attempts.answers[0].attempt.id == "2"


def test_a_send_starts_progresses_and_ends(attempts):
    told = []
    attempts.started.connect(lambda: told.append("started"))
    attempts.progressed.connect(told.append)
    attempts.ended.connect(lambda reason: told.append(("ended", reason)))
    attempts.progress(("too early",))
    attempts.start()
    attempts.progress(("connect",))
    attempts.end("Stopped.")
    attempts.end("twice")
    assert told == ["started", ("connect",), ("ended", "Stopped.")]


def test_an_answer_ends_the_send(attempts):
    attempts.start()
    attempts.add(answer("one"))
    assert not attempts.running


def test_without_answers_nothing_is_shown(attempts):
    attempts.older()
    assert attempts.current is None
    assert attempts.index == -1


def test_an_answer_is_replaced_in_its_place(attempts, qtbot):
    for name in ("one", "two"):
        attempts.add(answer(name))
    better = Answer(attempt=Attempt(id="one", environment="Live"))
    with qtbot.assertNotEmitted(attempts.selected):
        attempts.replace(better)
    attempts.older()
    assert attempts.current is better
    again = answer("one")
    with qtbot.waitSignal(attempts.selected), qtbot.assertNotEmitted(attempts.added):
        attempts.replace(again)
    assert attempts.answers[0] is again
