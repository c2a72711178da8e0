"""What long work on a worker thread asks and tells: is it still wanted, and how far is it."""

from collections.abc import Callable
from concurrent.futures import CancelledError


class Course:
    """Handed to the work; nothing of Qt, so that its end may come in any thread.

    report: tells of progress.
    """

    def __init__(self, report: Callable[[object], None]) -> None:
        self.report = report
        self._given_up = False

    def give_up(self) -> None:
        """Say that nobody waits for it any more."""
        self._given_up = True

    def go_on(self) -> None:
        """Return while it is wanted; raise CancelledError once it was given up."""
        if self._given_up:
            raise CancelledError
