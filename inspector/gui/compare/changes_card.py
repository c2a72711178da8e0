"""What changed from attempt to attempt, each with a button that tries it alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.compare import Comparison
from inspector.compare.records import Delta, Step
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.wording import tr


class ChangesCard(Card):
    """try_asked(step, change id): send the attempt before with this one change."""

    try_asked = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 14)
        self._theme = theme
        self.setObjectName("changes_card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addWidget(Label(tr("What changed"), "heading"))
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_steps(self, comparison: Comparison, triable: frozenset[tuple[int, str]]) -> None:
        """Show the changes of every step; triable: those that can be sent alone."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for place, step in enumerate(comparison.steps):
            self._add_step(place, step, comparison, triable)

    def _add_step(
        self,
        place: int,
        step: Step,
        comparison: Comparison,
        triable: frozenset[tuple[int, str]],
    ) -> None:
        heads = comparison.heads
        text = tr(
            "{before} to {after}: {turn}",
            before=heads[place].status or "–",
            after=heads[place + 1].status or "–",
            turn=_turn(step),
        )
        self._rows.addWidget(Label(text, "field", wrap=True))
        deltas = [delta for delta in step.deltas if delta.weight != "noise"]
        if not deltas:
            self._rows.addWidget(Label(tr("Nothing that was sent differs."), "quiet", wrap=True))
        for delta in deltas:
            self._rows.addWidget(self._row(place, delta, tried=(place, delta.id) in triable))

    def _row(self, place: int, delta: Delta, *, tried: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(delta.words, "body", wrap=True), 1)
        if tried:
            button = Button(self._theme, tr("Try it alone"), "small", "play")
            button.setToolTip(tr("Sends the attempt before with only this change."))
            button.setAccessibleName(tr("Try alone: {change}", change=delta.words))
            button.clicked.connect(lambda: self.try_asked.emit(place, delta.id))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder


def _turn(step: Step) -> str:
    return {
        "accepted": tr("accepted now"),
        "refused": tr("refused now"),
        "other-refusal": tr("another refusal"),
    }.get(step.turned, tr("no difference"))
