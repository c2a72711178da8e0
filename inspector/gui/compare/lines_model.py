"""The list model of a comparison's rows."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.compare import Comparison, Line, Section
from inspector.compare.records import CodeRow, Form
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.comparison.comparison_words import Kind, Shown, spoken
from inspector.wording import tr, tr_n

# ---------------- Which rows of laid-out bodies are listed
_AROUND = 2  # rows before and after one that differs
_FOLDED = 4  # rows that are the same and are worth a fold
MOST = 40  # rows listed before the rest is folded
_SPARE = 5
_SHORT = 16  # lines of a body of which all is to be read


def code_shown(section: Section, opened: frozenset[str], *, only_differences: bool) -> list[Shown]:
    """Return the rows of a section's bodies; opened: the folds whose rows are shown."""
    lengths = (
        max((line.number for line in column if line), default=0)
        for column in zip(*section.code, strict=True)
    )
    short = tuple(length <= _SHORT for length in lengths)
    rows = [Shown("code", code=row, short=short) for row in section.code]
    if only_differences:
        found = [row for row in rows if _differs(row.code)]
    else:
        found = list(_folded(section.id, rows, opened))
    return _labelled(_limited(section.id, found, opened), section.form)


def _differs(row: CodeRow) -> bool:
    return any(line is not None and line.differs for line in row)


def _folded(section: str, rows: list[Shown], opened: frozenset[str]) -> Iterator[Shown]:
    """Yield the rows, runs of equal ones behind folds."""
    near = _near([_differs(row.code) for row in rows])
    if not any(near):  # the whole of it is behind a fold already
        near = [True] * len(near)
    for shown, run in groupby(range(len(near)), near.__getitem__):
        places = list(run)
        if not shown and len(places) >= _FOLDED:
            key = f"{section}:code:{places[0]}"
            text = tr_n("{count} line is the same", "{count} lines are the same", len(places))
            yield Shown("fold", text, key=key, opened=key in opened)
            if key not in opened:
                continue
        yield from (rows[place] for place in places)


def _near(differing: list[bool]) -> list[bool]:
    """Say of each row whether it differs, or stands close to one that does."""
    return [
        any(differing[max(0, place - _AROUND) : place + _AROUND + 1])
        for place in range(len(differing))
    ]


def _limited(section: str, found: list[Shown], opened: frozenset[str]) -> list[Shown]:
    """Fold what is too much to be read at once."""
    rest = len(found) - MOST
    if rest <= _SPARE:
        return found
    key = f"{section}:rest"
    text = tr_n("{count} more line", "{count} more lines", rest)
    fold = Shown("more", text, key=key, opened=key in opened)
    return [*found[:MOST], fold, *(found[MOST:] if fold.opened else ())]


def _labelled(found: list[Shown], form: Form) -> list[Shown]:
    """Say at the left of the first rows what they are."""
    kind = {"json": tr("JSON"), "text": tr("Text")}.get(form, tr("Body"))
    way = tr("by key") if form == "json" else tr("by line")
    places = [place for place, row in enumerate(found) if row.kind == "code"]
    for place, text in zip(places, (kind, way), strict=False):
        found[place] = found[place]._replace(text=text)
    if places:
        found[places[0]] = found[places[0]]._replace(begins=True)
        found[places[-1]] = found[places[-1]]._replace(ends=True)
    return found


# ---------------- Rows of a comparison: sections, lines, folds
_NAMED = 4


def shown_rows(
    comparison: Comparison, opened: frozenset[str], *, only_differences: bool
) -> tuple[Shown, ...]:
    """Return the rows; opened: the folds whose lines are shown."""
    rows: list[Shown] = []
    for section in comparison.sections:
        inner = _section(section, opened, only_differences=only_differences)
        if inner:
            rows += [Shown("section", section.title), *inner]
    return tuple(rows)


def _section(section: Section, opened: frozenset[str], *, only_differences: bool) -> list[Shown]:
    differing = [line for line in section.lines if line.differs and line.weight != "noise"]
    if section.code and differing:
        return code_shown(section, opened, only_differences=only_differences)
    rows = [Shown("line", line.name, line) for line in differing]
    return rows if only_differences else [*rows, *_folds(section, opened)]


def _folds(section: Section, opened: frozenset[str]) -> Iterator[Shown]:
    """Yield what is folded: what is the same, and what differs in every reply."""
    noise = [line for line in section.lines if line.differs and line.weight == "noise"]
    same = [line for line in section.lines if not line.differs]
    folds: list[tuple[Kind, str, list[Line], str]] = []
    if same:
        folds.append(("fold", "same", same, _same_text(same)))
    if noise:
        folds.append(("noise", "noise", noise, _noise_text(noise)))
    for kind, name, lines, text in folds:
        key = f"{section.id}:{name}"
        yield Shown(kind, text, key=key, opened=key in opened)
        if key in opened and section.code:
            yield from code_shown(section, opened, only_differences=False)
        elif key in opened:
            yield from (Shown("line", line.name, line) for line in lines)


def _same_text(lines: list[Line]) -> str:
    names = ", ".join(line.name for line in lines[:_NAMED])
    rest = len(lines) - _NAMED
    if rest > 0:
        return tr_n(
            "{names} and {count} more are the same",
            "{names} and {count} more are the same",
            rest,
            names=names,
        )
    return tr("{names}: the same", names=names)


def _noise_text(lines: list[Line]) -> str:
    names = ", ".join(line.name for line in lines[:_NAMED])
    return tr_n(
        "{count} differs every time ({names})",
        "{count} differ every time ({names})",
        len(lines),
        names=names,
    )


ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractListModel):
    """Owner of what is folded and whether only differences are listed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison = Comparison(heads=())
        self._opened: frozenset[str] = frozenset()
        self._only = False
        self._rows: tuple[Shown, ...] = ()

    @property
    def rows(self) -> tuple[Shown, ...]:
        """The rows listed."""
        return self._rows

    @property
    def comparison(self) -> Comparison:
        """What is listed."""
        return self._comparison

    def show_comparison(self, comparison: Comparison) -> None:
        """List another comparison."""
        self._comparison = comparison
        self._renew()

    def show_only_differences(self, only: bool) -> None:  # noqa: FBT001 - a slot
        """Leave out what is the same."""
        self._only = only
        self._renew()

    def toggle(self, index: Index) -> None:
        """Open or close a fold."""
        row = self.row(index)
        if row is not None and row.key:
            self._opened ^= {row.key}
            self._renew()

    def row(self, index: Index) -> Shown | None:
        """Return the row of an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many rows are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, or how it is read aloud."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        texts = {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }
        if role not in texts:
            return None
        heads = tuple(head.label or head.title for head in self._comparison.heads)
        text = spoken(row, heads)
        return tip(text.replace("; ", "\n")) if role == Qt.ItemDataRole.ToolTipRole else text

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = shown_rows(self._comparison, self._opened, only_differences=self._only)
        self.endResetModel()
