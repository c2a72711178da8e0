"""The thread with the asyncio loop on which everything is sent."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
RESOLVERS = 32  # names are resolved by threads that can't be interrupted; 6 would soon be all busy


class Running(Future[Result], Generic[Result]):
    """The future of a coroutine on the network thread.

    `cancel` asks the coroutine to stop. One that has something to hand over (the trace so far)
    returns it, and the future then succeeds; else the future is cancelled.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._task: asyncio.Task[Result] | None = None
        self._stopping = False

    def cancel(self) -> bool:
        """Ask the coroutine to stop; False when it has ended already. Never waits."""
        if self.done():
            return False
        self._stopping = True
        self._loop.call_soon_threadsafe(self._stop)
        return True

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def start(self, coroutine: Coroutine[Any, Any, Result]) -> None:
        """Start the coroutine; runs on the loop's thread."""
        if self._stopping:
            self.refuse(coroutine)
            return
        self.set_running_or_notify_cancel()
        self._task = self._loop.create_task(coroutine)
        self._task.add_done_callback(self._ended)

    def refuse(self, coroutine: Coroutine[Any, Any, Result]) -> None:
        """Begin nothing: the future is cancelled."""
        coroutine.close()
        super().cancel()

    def _ended(self, task: asyncio.Task[Result]) -> None:
        if task.cancelled():
            self.set_exception(CancelledError())
        elif (error := task.exception()) is not None:
            self.set_exception(error)
        else:
            self.set_result(task.result())


class NetworkThread:
    """Owns the loop: `submit` from any thread, `stop` ends every task and then the thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._executor = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="resolver")
        self._loop.set_default_executor(self._executor)
        self._ending = False
        self._taking = threading.Lock()  # nothing is taken on after the end was asked for
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def submit(self, coroutine: Coroutine[Any, Any, Result]) -> Running[Result]:
        """Run a coroutine on the network thread; its future may be waited for anywhere else.

        After `stop` nothing is begun any more: the future is a cancelled one.
        """
        running: Running[Result] = Running(self._loop)
        with self._taking:
            if self._ending:
                running.refuse(coroutine)
            else:
                self._loop.call_soon_threadsafe(running.start, coroutine)
        return running

    def stop(self, limit: float = 5.0) -> None:
        """Cancel all tasks, wait for them, end the thread; resolver threads are left alone."""
        with self._taking:
            self._ending = True
        if not self._thread.is_alive():
            return
        ended = asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop)
        try:
            ended.result(limit)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(limit)
            self._executor.shutdown(wait=False, cancel_futures=True)


async def _cancel_all() -> None:
    current = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not current]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
