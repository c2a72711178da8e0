"""Filters a body: JSON by a path, on a worker thread, the events of a stream by a text."""

from inspector.gui.bodies.body_bar import BodyBar
from inspector.gui.bodies.json_view import JsonView
from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.presentation.bodies.json_blocks import ALL
from inspector.presentation.bodies.json_filter import Filtered, filtered
from inspector.wording import tr


class BodyFilter:
    """Owner of the filter under way."""

    def __init__(self, bar: BodyBar, tree: JsonView, background: Background) -> None:
        self._bar, self._tree, self._background = bar, tree, background
        self._job: Job | None = None

    def forget(self) -> None:
        """Another body is shown."""
        self._job = None

    def apply(self, path: str) -> None:
        """Fold what a path does not match; an empty one shows all."""
        rows = self._tree.json_rows
        if rows is None:
            return
        if not path or path == "$":
            self._job = None
            self._bar.filter.show_count("")
            rows.folds.show_to(ALL)
            self._tree.show_folds(rows.folds)
            return
        self._bar.filter.show_count(tr("Filtering…"))
        job = self._job = self._background.compute(filtered, rows.lines.blocks, path)
        job.succeeded.connect(lambda made: self._show(job, made))

    def _show(self, job: Job, made: Filtered) -> None:
        if job is not self._job:
            return
        self._job = None
        self._bar.filter.show_count(made.words, made.problem)
        if made.folds is not None:
            self._tree.show_folds(made.folds, made.bands)
