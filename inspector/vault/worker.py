"""Does the store's calls one after another on a thread of their own, each within a time limit."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from inspector.vault.store import StoreError
from inspector.wording import tr

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[[], Any]]


class Worker:
    """One call at a time. A call over the limit fails with StoreError "busy".

    Such a call can't be ended from outside (a prompt that nobody answers, a dead service): it is
    left alone, and until it returns every further call fails at once. limit: seconds.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._stuck: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Queue a call; the future ends within the limit after the calls before it."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                future.set_exception(_busy())
                return future
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="vault", daemon=True)
                self._thread.start()
            self._jobs.put((future, work))
        return future

    def close(self) -> None:
        """End the thread once the queued calls are done; a stuck call is left behind."""
        with self._lock:
            self._closed = True
            thread, self._thread = self._thread, None
            self._jobs.put(None)
        if thread is not None:
            thread.join(self._limit)

    def _run(self) -> None:
        while job := self._jobs.get():
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            if self._stuck is not None and self._stuck.is_alive():
                future.set_exception(_busy())
                continue
            self._stuck = self._do(future, work)

    def _do(self, future: "Future[Any]", work: Callable[[], Any]) -> threading.Thread | None:
        outcome = _Outcome(work)
        thread = threading.Thread(target=outcome.find, name="vault-call", daemon=True)
        thread.start()
        thread.join(self._limit)
        if thread.is_alive():
            future.set_exception(_busy())
            return thread
        if outcome.error is not None:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.value)
        return None


class _Outcome:
    """What a call returned or raised."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self.value: Any = None
        self.error: BaseException | None = None

    def find(self) -> None:
        try:
            self.value = self._work()
        except BaseException as error:  # noqa: BLE001 - handed to who waits for the future
            self.error = error


def _busy() -> StoreError:
    text = tr(
        "The place where secrets are kept does not answer. A keyring may wait to be unlocked."
    )
    return StoreError("busy", text)
