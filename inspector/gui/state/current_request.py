"""The request of one tab: its value, its undo history and the marks on its fields."""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.model.request import Request
from inspector.presentation.exchange.held_marks import SentWith, held_marks
from inspector.presentation.exchange.pins import FieldMark

TYPING_PAUSE = 1.0
STEPS_KEPT = 300


class _Step(NamedTuple):
    label: str
    field: str
    before: Request
    at: float


class CurrentRequest(QObject):
    """Owner of one Request; undo is a list of earlier ones.

    changed(Request): the value is another. stepped(): what can be undone or redone changed.
    marked(tuple[FieldMark, ...]): other marks. focus_wanted(str): show and focus that field.
    """

    changed = Signal(object)
    stepped = Signal()
    marked = Signal(object)
    focus_wanted = Signal(str)

    def __init__(
        self, value: Request | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._value = value or Request()
        self._clock = clock
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._marks: tuple[FieldMark, ...] = ()
        self._given: tuple[FieldMark, ...] = ()
        self._sent: SentWith | None = None

    @property
    def value(self) -> Request:
        """The request as it is now."""
        return self._value

    @property
    def marks(self) -> tuple[FieldMark, ...]:
        """The marks of the answer that is shown, as the fields hold what was sent or not."""
        return self._marks

    @property
    def undo_label(self) -> str:
        """What Undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier value."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a value that was undone."""
        return bool(self._redo)

    def replace(
        self, request: Request, label: str, field: str = "", *, lasting: bool = False
    ) -> None:
        """Make this the value, as one step that can be undone.

        label: what was done, without secrets ("Change the URL"). field: name it while the user
        types into one field, then quick successive changes become one step; lasting: slow ones,
        too.
        """
        if request == self._value:
            return
        now = self._clock()
        if not self._continues(field, now, lasting=lasting):
            self._undo.append(_Step(label, field, self._value, now))
            del self._undo[:-STEPS_KEPT]
        else:
            self._undo[-1] = self._undo[-1]._replace(at=now)
        self._redo.clear()
        self._show(request)

    def undo(self) -> None:
        """Go back one step."""
        self._walk(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._walk(self._redo, self._undo)

    def mark(self, marks: tuple[FieldMark, ...], sent: SentWith | None = None) -> None:
        """Show these marks on the fields instead of the present ones; sent: what they speak of."""
        self._given, self._sent = marks, sent
        self._mark_anew()

    def _mark_anew(self) -> None:
        marks = held_marks(self._given, self._value, self._sent) if self._given else ()
        if marks != self._marks:
            self._marks = marks
            self.marked.emit(marks)

    def focus(self, field: str) -> None:
        """Ask whoever shows that field to give it the focus."""
        self.focus_wanted.emit(field)

    def _continues(self, field: str, now: float, *, lasting: bool) -> bool:
        if not field or not self._undo:
            return False
        last = self._undo[-1]
        soon = lasting or now - last.at < TYPING_PAUSE
        return last.field == field and soon and not self._redo

    def _walk(self, source: list[_Step], target: list[_Step]) -> None:
        if source:
            step = source.pop()
            target.append(step._replace(before=self._value, at=0.0))
            self._show(step.before)

    def _show(self, request: Request) -> None:
        self._value = request
        self._mark_anew()
        self.changed.emit(request)
        self.stepped.emit()
