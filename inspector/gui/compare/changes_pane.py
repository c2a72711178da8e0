"""What changed from attempt to attempt: each to be tried alone, several one by one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.compare import Comparison
from inspector.compare.records import Step
from inspector.gui.compare.compared import MOST, Column
from inspector.gui.compare.single_change import Change, changes_of, is_bound, next_of
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr


class ChangesPane(QWidget):
    """try_asked(Change): send its base with this one change. stop_asked()."""

    try_asked = Signal(object)
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[Button] = []
        self._next: Change | None = None
        self._full = False
        self.setObjectName("changes_pane")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(12)
        self.next = Button(theme, "", "primary", "play")
        self.next.setObjectName("apply_next")
        self._told = Label("", "small", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addWidget(self._told)
        column.addWidget(self.next)
        column.addLayout(self._sending())
        column.addLayout(self._rows)
        column.addStretch(1)
        self.next.clicked.connect(self._ask_next)

    def show_comparison(self, columns: tuple[Column, ...], comparison: Comparison) -> None:
        """Show the changes of every step."""
        self._empty()
        self._full = len(columns) >= MOST
        for place, step in enumerate(comparison.steps):
            self._add_step(place, step, comparison)
            for change in changes_of(columns[place], columns[place + 1], step, place + 1):
                self._rows.addWidget(self._row(change))
        self._next = next_of(columns, comparison)
        self._offer_next(bound=is_bound(columns, comparison))
        self.set_sending(sending=self.stop.isVisibleTo(self))

    def set_sending(self, *, sending: bool) -> None:
        """Show that a change is being tried; one goes out at a time."""
        self._busy.setVisible(sending)
        self.stop.setVisible(sending)
        for button in (self.next, *self._buttons):
            button.setEnabled(not sending and not self._full)

    def _offer_next(self, *, bound: bool) -> None:
        change = self._next
        self.next.setVisible(change is not None)
        if change is not None:
            self.next.set_text(tr("Apply the first: {change}", change=change.words))
        text = self._advice(bound=bound)
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _advice(self, *, bound: bool) -> str:
        """Return what to do to tell the changes apart; bound: one token has all of them."""
        if self._full:
            return tr("Six attempts are compared. Take one out to try another change.")
        if self._next is not None:
            return tr(
                "Several changes explain the result. Apply them to the refused attempt one by "
                "one: each answer joins the comparison, until it says which it was."
            )
        if bound:
            return tr(
                "These changes came with one token, so that they can't be sent apart. A token with "
                "only one of them would tell: ask for it, or edit the claims of the refused one "
                "and send it signed anew."
            )
        return ""

    def _add_step(self, place: int, step: Step, comparison: Comparison) -> None:
        heads = comparison.heads
        text = tr(
            "{before} to {after}: {turn}",
            before=heads[place].status or "–",
            after=heads[place + 1].status or "–",
            turn=_turn(step),
        )
        self._rows.addWidget(Label(text, "field", wrap=True))
        if all(delta.weight == "noise" for delta in step.deltas):
            self._rows.addWidget(Label(tr("Nothing that was sent differs."), "quiet", wrap=True))

    def _row(self, change: Change) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(change.words, "body", wrap=True), 1)
        if change.request is not None:
            button = Button(self._theme, tr("Try it alone"), "small", "play")
            together = tr("Sends the attempt before with these changes, which came together.")
            alone = tr("Sends the attempt before with only this change.")
            set_tip(button, together if len(change.deltas) > 1 else alone)
            button.setAccessibleName(tr("Try alone: {change}", change=change.words))
            button.clicked.connect(lambda: self.try_asked.emit(change))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        return holder

    def _sending(self) -> QHBoxLayout:
        self._busy = Label(tr("Sending…"), "body")
        self.stop = Button(self._theme, tr("Stop"), "small", "square")
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout()
        row.addWidget(self._busy, 1)
        row.addWidget(self.stop)
        self._busy.hide()
        self.stop.hide()
        return row

    def _ask_next(self) -> None:
        if self._next is not None:
            self.try_asked.emit(self._next)

    def _empty(self) -> None:
        self._buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()


def _turn(step: Step) -> str:
    return {
        "accepted": tr("accepted now"),
        "refused": tr("refused now"),
        "other-refusal": tr("another refusal"),
    }.get(step.turned, tr("no difference"))
