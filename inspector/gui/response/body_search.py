"""Looks for a text in a body, a large one on a worker thread, and goes from hit to hit."""

from collections.abc import Callable

from inspector.gui.bodies.body_bar import MOST, FindBar
from inspector.gui.bodies.line_view import LineView
from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.presentation.bodies.body_rows import AT_ONCE, Matches


class BodySearch:
    """Marks what the find bar asks for in the lines that are shown."""

    def __init__(self, bar: FindBar, background: Background, lines: Callable[[], LineView]) -> None:
        self._bar = bar
        self._background = background
        self._lines = lines
        self._job: Job | None = None
        self._matches: Matches | None = None
        self._at = 0
        bar.wanted.connect(self._find)
        bar.left.connect(self._end)

    def forget(self) -> None:
        """Another body is shown, or the same in another way."""
        self._matches = None

    def repeat(self) -> None:
        """Look for the same text again."""
        if self._bar.text:
            self._find(self._bar.text, 0)

    def _find(self, text: str, step: int) -> None:
        if step and self._matches is not None:
            self._go(step)
            return
        data = self._lines().rows.data
        self._matches, self._at, self._job = None, 0, None
        if len(data) <= AT_ONCE:
            self._found(Matches(data, text, MOST))
            return
        job = self._job = self._background.compute(Matches, data, text, MOST)
        job.succeeded.connect(lambda found: self._found(found) if job is self._job else None)

    def _found(self, matches: Matches) -> None:
        self._matches = matches
        self._go(0)

    def _go(self, step: int) -> None:
        matches, lines = self._matches, self._lines()
        if matches is None:
            return
        found = matches.previous(self._at) if step < 0 else matches.next(self._at + step)
        if found is None:
            lines.mark(())
            self._bar.show_count(0)
            return
        self._at = found
        self._bar.show_count(len(matches.starts), matches.place(found) + 1)
        lines.show_byte(found)
        lines.mark(matches.ranges, (found, found + matches.length))

    def _end(self) -> None:
        self._lines().mark(())
        self._lines().setFocus()
