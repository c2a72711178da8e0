"""The entries of a recording as Qt asks for them: those that fit the filter."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.gui.history.history_model import ROW
from inspector.gui.history.row_words import spoken, tooltip
from inspector.gui.widgets.tooltip import tip
from inspector.record.row import Row
from inspector.wording import tr_n

if TYPE_CHECKING:
    from inspector.workbench.attempts.entries import Entry


# ---------------- Which entries of a recording fit what is typed
_TERM = re.compile(r'(-?)(?:(status|host|path|method|title|finding):)?("[^"]*"?|\S+)')
_KIND = re.compile(r"([1-5])xx", re.IGNORECASE)
Fits = Callable[[Row], bool]


def read_wanted(text: str) -> Fits:
    """Return what tells whether a row fits: it has all that is asked for."""
    terms = [_term(*found) for found in _TERM.findall(text)]
    return lambda row: all(term(row) for term in terms)


def _term(minus: str, key: str, raw: str) -> Fits:
    value = raw.strip('"').lower()
    fits = _status(value) if key == "status" else _words(key, value)
    return (lambda row: not fits(row)) if minus else fits


def _status(value: str) -> Fits:
    kind = _KIND.fullmatch(value)
    if kind is not None:
        return lambda row: (row.status or 0) // 100 == int(kind[1])
    return lambda row: str(row.status or "none").startswith(value)


def _words(key: str, value: str) -> Fits:
    if key:
        return lambda row: value in str(getattr(row, key)).lower()
    return lambda row: value in f"{row.method} {row.url} {row.status or ''} {row.title}".lower()


Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Shows entries in the order given; a row's words are made when it is painted."""

    def __init__(self, entries: "tuple[Entry, ...]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = entries
        self._shown = entries

    @property
    def entries(self) -> "tuple[Entry, ...]":
        """Those that fit."""
        return self._shown

    def look_for(self, text: str) -> None:
        """Show only what fits."""
        fits = read_wanted(text)
        self.beginResetModel()
        self._shown = tuple(each for each in self._all if fits(each.row))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, what is read aloud, or the tooltip."""
        if not 0 <= index.row() < len(self._shown):
            return None
        entry = self._shown[index.row()]
        if role == ROW:
            return entry.row
        now = datetime.now().astimezone()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _with_rounds(spoken(entry.row, now), entry.rounds, ", ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_with_rounds(tooltip(entry.row, now), entry.rounds, "\n"))
        return None


def _with_rounds(words: str, rounds: int, between: str) -> str:
    if rounds == 1:
        return words
    more = tr_n("{count} exchange", "{count} exchanges with redirects and challenge rounds", rounds)
    return f"{words}{between}{more}"
