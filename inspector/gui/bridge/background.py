"""Starts work away from the window's thread: coroutines on the network thread, sums elsewhere."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import Context, copy_context
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer

from inspector.gui.bridge.course import Course
from inspector.gui.bridge.job import Job

Submit = Callable[[Coroutine[Any, Any, Any]], Future[Any]]
Report = Callable[[object], None]

_WORKERS = 2
_PATIENCE = 2.0  # seconds at the end for what can't be stopped: a large file being read
WORKER = "window-work"


class Background(QObject):
    """Makes Jobs and keeps them until they end. submit: starts a coroutine (the workbench's).

    context: what coroutines find in their context variables: whom to ask, say.
    """

    def __init__(self, submit: Submit) -> None:
        super().__init__()
        self._submit = submit
        self.context: Context = copy_context()
        self._going: set[Job] = set()
        self._executor = ThreadPoolExecutor(_WORKERS, thread_name_prefix=WORKER)
        self._jobs: set[Job] = set()
        self._computing: set[Future[Any]] = set()
        self._ended: list[Job] = []
        self._closed = False

    @property
    def ended(self) -> bool:
        """Whether nothing is begun any more, as the window is gone."""
        return self._closed

    def start(self, make: Callable[[Report], Coroutine[Any, Any, Any]]) -> Job:
        """Run a coroutine on the network thread; `make` gets the function that reports progress.

        For work without progress: `background.start(lambda _report: workbench.fix(…))`.
        """
        job = self._new_job()
        if self._closed:
            job.follow(_cancelled())
            return job
        self._going.add(job)
        job.follow(self.context.run(self._submit, make(job.report)))
        return job

    def compute(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Run a plain function on a worker thread: pretty-printing, search, comparing, files."""
        job = self._new_job()
        job.follow(self._computed(work, *arguments))
        return job

    def compute_while_wanted(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Run a function that takes long on a worker thread: cancelling its job ends it early.

        Its first argument is a `Course`, which it asks now and then whether to go on.
        """
        job = self._new_job()
        course = Course(job.report)
        self._going.add(job)
        job.follow(self._computed(work, course, *arguments), course.give_up)
        return job

    def _computed(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        if self._closed:
            return _cancelled()
        future = self._executor.submit(work, *arguments)
        self._computing.add(future)
        future.add_done_callback(self._computing.discard)
        return future

    def follow(self, future: Future[Any]) -> Job:
        """Make a Job of a future that somebody else started (the vault's, say)."""
        job = self._new_job()
        job.follow(future)
        return job

    def leave(self) -> None:
        """Stop what is sent or read; what is written is written. Nobody hears of either.

        The window that asked is gone, the program goes on.
        """
        self._closed = True
        for job in tuple(self._going):
            job.cancel()
        self._executor.shutdown(wait=False)
        self._ended = [*self._ended, *self._jobs]
        self._jobs, self._going = set(), set()
        self._free()

    def close(self) -> None:
        """Cancel what runs and end the worker threads; what is asked for later is cancelled.

        A thread that reads or compares something large may outlive this.
        """
        self._closed = True
        for job in tuple(self._jobs):
            job.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)
        if not wait(tuple(self._computing), _PATIENCE).not_done:
            self._executor.shutdown(wait=True)

    def _new_job(self) -> Job:
        job = Job()
        self._jobs.add(job)
        job.ended.connect(lambda: self._forget(job))
        return job

    def _forget(self, job: Job) -> None:
        """Let a job go that has ended, and with it what it brought.

        Its connections hold the job itself, where Python's collector can't see it: only deleting
        it in Qt frees the result.
        """
        self._jobs.discard(job)
        self._going.discard(job)
        self._ended.append(job)
        if len(self._ended) == 1:
            QTimer.singleShot(0, self._free)

    def _free(self) -> None:
        """Delete what has ended, from Python and not by Qt's own deferred deletion.

        Qt deletes without Python's lock, and PySide then reads its table of objects while another
        thread may change it: the window died there. Called from Python, the lock is held.
        """
        ended, self._ended = self._ended, []
        for job in ended:
            if shiboken6.isValid(job):
                shiboken6.delete(job)


def _cancelled() -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future
