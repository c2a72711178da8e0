"""The experiments on one attempt of a comparison: a narrow list, the ladder, buttons below."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector.gui.experiments.experiments_page import ExperimentsPage
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.experiments.experiment_rows import Row
from inspector.presentation.experiments.experiment_summary import run_words, summary
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr, tr_n

_TALL = 520  # from here the ladder has a place of its own


class TrialPage(ExperimentsPage):
    """What can't be tried is counted, not listed. again: runs the safe ones once more."""

    def show_tried(self, rows: tuple[Row, ...], tried: Tried) -> None:
        """Show these rows, what can be done about them, and what follows from them."""
        shown = tuple(row for row in rows if not row.greyed)
        self.list.show_rows(shown)
        left_out = len(rows) - len(shown)
        more = tr_n(
            "{count} more can’t be tried on this attempt.",
            "{count} more can’t be tried on this attempt.",
            left_out,
        )
        said = "" if tried.done or tried.waiting else summary(tried)
        self._sum.setText(" ".join(filter(None, (said, tried.stopped, more if left_out else ""))))
        busy, words = bool(tried.waiting), run_words(tried)
        again = bool(repeatable(tried)) and not words
        if words:
            self.run.set_text(words)
        self.run.setVisible(bool(words) and not busy)
        self.again.setVisible(again and not busy)
        self.stop.setVisible(busy)
        self.ladder.show_tried(tried)
        self._place_ladder()

    def offer_fix(self, title: str) -> None:
        """Show the first fix as the page's main button; an empty title hides it."""
        self.fix.setVisible(bool(title))
        if title:
            self.fix.set_text(title)

    def _place_ladder(self) -> None:
        """The ladder stays in sight below the list; where that is low it scrolls with it."""
        place = self._below if self.height() >= self._theme.px(_TALL) else self._inside
        if place.indexOf(self.ladder) < 0:
            place.addWidget(self.ladder)
        pad = 12 if place is self._below and self.ladder.needed else 0
        self._below.setContentsMargins(14, pad, 14, 0)

    def _arrange(self) -> None:
        self.again = Button(self._theme, tr("Run again"), "secondary", "rotate-cw")
        self.again.setObjectName("experiments_again")
        self.fix = Button(self._theme, "", "primary", "wrench")
        self.fix.setObjectName("comparison_fix")
        self.fix.hide()
        self._below, self._inside = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.consent)
        column.addWidget(self._rolled(), 1)
        column.addWidget(Line())
        column.addLayout(self._below)
        column.addLayout(self._foot())

    def _rolled(self) -> Scrolled:
        self.roll = roll = Scrolled()
        roll.setMinimumHeight(1)
        roll.column.setContentsMargins(0, 0, 0, 12)
        roll.column.setSpacing(0)
        roll.column.addWidget(self.list)
        said = QHBoxLayout()
        said.setContentsMargins(14, 8, 14, 8)
        said.addWidget(self._sum)
        roll.column.addLayout(said)
        self._inside.setContentsMargins(14, 0, 14, 0)
        roll.column.addLayout(self._inside)
        roll.column.addStretch(1)
        return roll

    def _foot(self) -> QHBoxLayout:
        row = FlowLayout()
        for button in (self.fix, self.run, self.again, self.stop):
            row.addWidget(button)
        around = QHBoxLayout()
        around.setContentsMargins(14, 12, 14, 12)
        around.addLayout(row, 1)
        return around


def repeatable(tried: Tried) -> tuple[str, ...]:
    """Return the ids of what was run and can be run again without asking."""
    done = tried.done
    return tuple(
        plan.id for plan in tried.plans if plan.id in done and not plan.needs and not plan.refused
    )
