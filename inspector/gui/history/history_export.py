"""Exports chosen attempts of the history as findings, in every format that exports have."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.gui.state.tools import Tools
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.record import History, Row
    from inspector.workbench.answer import Answer

MOST = 200
"""Attempts that are exported at once."""


class HistoryExport(QObject):
    """Reads them whole away from the window, then shows the dialog of exports."""

    def __init__(self, tools: Tools, over: QWidget) -> None:
        super().__init__(over)
        self._tools, self._over = tools, over

    def ask(self, rows: "tuple[Row, ...]") -> None:
        """Offer these, oldest first; of very many the first ones."""
        chosen = sorted(rows[:MOST], key=lambda row: row.key)
        if len(rows) > MOST:
            told = tr_n(
                "Only the first {count} attempt is exported.",
                "Only the first {count} attempts are exported.",
                MOST,
            )
            self._tools.notices.say(told)
        keys = tuple(row.key for row in chosen)
        job = self._tools.history.ask(lambda history, _key: _read(history, keys))
        job.succeeded.connect(self._show)

    def _show(self, answer: "Answer | None") -> None:
        if answer is None:
            self._tools.notices.warn(tr("These attempts are no longer in the history."))
            return
        from inspector.gui.export.export_dialog import ExportDialog  # noqa: PLC0415 - first use

        dialog = ExportDialog(answer, "history", self._tools, self._over.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _read(history: "History", keys: tuple[int, ...]) -> "Answer | None":
    """Return what is kept as one answer: one attempt with its verdict, several told anew."""
    from inspector.model.attempt import Attempt  # noqa: PLC0415 - loaded by the history
    from inspector.workbench.answer import Answer, answer  # noqa: PLC0415 - brings the diagnosis in

    found = [kept for key in keys if (kept := history.load(key).result()) is not None]
    if not found:
        return None
    if len(found) == 1:
        one = found[0]
        return Answer(attempt=one.attempt, annotations=one.annotations, verdict=one.verdict)
    exchanges = tuple(exchange for kept in found for exchange in kept.attempt.exchanges)
    return answer(Attempt(source=found[0].attempt.source, exchanges=exchanges))
