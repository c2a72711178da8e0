"""Background work: coroutines go to the submitter, functions to worker threads."""

import asyncio
import gc
import threading
import weakref
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.gui.bridge.lazy import Late, LateAsker, LatePart


def run_at_once(coroutine):
    future = Future()
    future.set_result(asyncio.run(coroutine))
    return future


@pytest.fixture
def background(qapp):
    made = Background(run_at_once)
    yield made
    made.close()


def test_a_coroutine_reports_and_succeeds(background, qtbot):
    async def work(report):
        report("step")
        return "done"

    job = background.start(work)
    seen = []
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.succeeded) as caught:
        pass
    assert caught.args == ["done"]
    assert seen == [("step",)]


def test_a_function_runs_on_another_thread(background, qtbot):
    job = background.compute(threading.current_thread)
    with qtbot.waitSignal(job.succeeded) as caught:
        pass
    assert caught.args[0] is not threading.current_thread()


def test_jobs_are_kept_until_they_end(background, qtbot):
    gate = threading.Event()
    job = background.compute(gate.wait, 5)
    assert job in background._jobs
    with qtbot.waitSignal(job.ended):
        gate.set()
    assert job not in background._jobs


def _keep(made, job, result):
    made.append((type(result), job.running))


def test_nothing_is_kept_of_a_job_that_has_ended(background, qtbot):
    class Large:
        pass

    made = []

    def work():
        large = Large()
        made.append(weakref.ref(large))
        return large

    job = background.compute(work)
    job.succeeded.connect(partial(_keep, made, job))
    with qtbot.waitSignal(job.destroyed):
        pass
    del job
    gc.collect()
    assert made[1] == (Large, False)  # the job was still whole when it told
    qtbot.waitUntil(lambda: made[0]() is None)


def test_a_future_of_others_is_followed(background, qtbot):
    future = Future()
    job = background.follow(future)
    with qtbot.waitSignal(job.succeeded) as caught:
        future.set_result(7)
    assert caught.args == [7]


def test_closing_cancels_what_waits(qapp, qtbot):
    background = Background(run_at_once)
    gate = threading.Event()
    running = [background.compute(gate.wait, 5) for _ in range(2)]
    waiting = background.compute(gate.wait, 5)
    waiting.cancel()
    gate.set()
    background.close()
    assert waiting._future.cancelled()
    assert all(job._future.done() for job in running)


def test_what_is_asked_for_after_the_end_is_cancelled(qapp, qtbot):
    background = Background(run_at_once)
    background.close()
    job = background.compute(int)
    with qtbot.waitSignals([job.cancelled, job.ended]):
        pass


def test_what_is_started_after_the_end_is_cancelled(qtbot):
    asked = []
    background = Background(asked.append)
    background.close()
    job = background.start(lambda _report: asked.append("made"))
    with qtbot.waitSignal(job.cancelled):
        pass
    assert asked == []


def test_the_end_does_not_wait_for_what_can_not_be_stopped(qapp, monkeypatch):
    monkeypatch.setattr("inspector.gui.bridge.background._PATIENCE", 0.01)
    made, gate = Background(run_at_once), threading.Event()
    job = made.compute(gate.wait, 30)
    made.close()
    assert job.running
    gate.set()


def test_the_end_waits_for_what_is_nearly_done(qapp):
    made, begun, gate = Background(run_at_once), threading.Event(), threading.Event()
    job = made.compute(lambda: begun.set() or gate.wait(60))
    begun.wait(60)
    threading.Timer(0.05, gate.set).start()
    made.close()
    assert not job.running


# ---------------- Jobs: the end and the progress of work arrive on the window's thread
@pytest.fixture
def followed(qapp):
    future = Future()
    job = Job()
    job.follow(future)
    return job, future


def elsewhere(work, *arguments):
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    thread.join()


def test_a_result_arrives_on_the_windows_thread(followed, qtbot):
    job, future = followed
    seen = []
    job.succeeded.connect(lambda result: seen.append((result, QThread.currentThread())))
    with qtbot.waitSignal(job.ended):
        elsewhere(future.set_result, 42)
    assert seen == [(42, job.thread())]
    assert not job.running


def test_a_failure_arrives_as_it_was_raised(followed, qtbot):
    job, future = followed
    error = ValueError("no")
    with qtbot.waitSignal(job.failed) as caught:
        elsewhere(future.set_exception, error)
    assert caught.args == [error]


def test_cancelling_is_told(followed, qtbot):
    job, _future = followed
    with qtbot.waitSignals([job.cancelled, job.ended]):
        job.cancel()


def test_a_coroutine_that_was_cancelled_counts_as_cancelled(followed, qtbot):
    job, future = followed
    with qtbot.waitSignal(job.cancelled):
        elsewhere(future.set_exception, CancelledError())


def test_reports_are_gathered(followed, qtbot):
    job, future = followed
    batches = []
    job.progressed.connect(batches.append)
    with qtbot.waitSignal(job.ended):
        for number in range(1000):
            job.report(number)
        elsewhere(future.set_result, None)
    assert [number for batch in batches for number in batch] == list(range(1000))
    assert len(batches) <= 3


def test_a_deleted_job_is_no_trouble(qtbot):
    import shiboken6

    job, future = Job(), Future()
    job.follow(future)
    shiboken6.delete(job)
    elsewhere(future.set_result, 1)
    assert not shiboken6.isValid(job)


def test_no_other_thread_can_hold_a_job(qtbot):
    """Else its last reference may end in a worker, which then destroys it under the window."""
    job, future = Job(), Future()
    job.follow(future)
    report, gone = job.report, weakref.ref(job)
    del job
    assert gone() is None
    report("late")
    future.set_result(1)


def test_a_late_part_is_made_at_its_place_and_takes_no_room_before(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    first, last, part = QLabel("first"), QLabel("last"), LatePart(lambda: QLabel("between"))
    column.addWidget(first)
    height = column.sizeHint().height()
    part.stand_in(column)
    assert column.sizeHint().height() == height
    column.addWidget(last)
    whole.show()
    part.if_built(QWidget.hide)
    assert part.built is None
    made = part.get()
    qtbot.waitUntil(made.isVisible)
    column.activate()
    assert made.parent() is whole
    assert first.y() < made.y() < last.y()
    part.if_built(QWidget.hide)
    assert made.isHidden()


class Card:
    async def ask(self, question):
        return f"{question} Yes."


def test_a_card_is_made_on_the_windows_thread_with_the_first_question(qtbot):
    makers = []

    def make():
        makers.append(threading.current_thread())
        return Card()

    asker = LateAsker(Late(make), "gone")
    assert not makers
    with ThreadPoolExecutor(1) as network:
        for question in ("Really?", "Again?"):
            asked = network.submit(asyncio.run, asker.ask(question))
            qtbot.waitUntil(asked.done)
            assert asked.result() == f"{question} Yes."
    assert makers == [threading.main_thread()]


def test_long_work_that_is_given_up_ends_early(background, qtbot):
    begun, told = threading.Event(), threading.Event()

    def work(course):
        course.go_on()
        begun.set()
        told.wait(60)
        course.go_on()
        raise AssertionError

    job = background.compute_while_wanted(work)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    with qtbot.waitSignals([job.cancelled, job.ended]):
        told.set()


def test_long_work_says_how_far_it_is(background, qtbot):
    job = background.compute_while_wanted(
        lambda course: (course.report(3), course.go_on(), "all")[2]
    )
    said = []
    job.progressed.connect(said.append)
    with qtbot.waitSignal(job.succeeded) as found:
        pass
    assert (said, found.args) == ([(3,)], ["all"])


def test_a_window_that_closes_gives_long_work_up(qtbot):
    made, begun, ended = Background(run_at_once), threading.Event(), threading.Event()

    def work(course):
        begun.set()
        try:
            while True:
                course.go_on()
        finally:
            ended.set()

    made.compute_while_wanted(work)
    begun.wait(60)
    made.leave()
    assert ended.wait(60)
