"""Jobs: the end and the progress of work arrive on the window's thread."""

import threading
import weakref
from concurrent.futures import CancelledError, Future

import pytest
from PySide6.QtCore import QThread

from inspector.gui.bridge.job import Job


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
