"""The proofs of a verdict: a row each, or folded their pins with a few words, on one line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.diagnosis.evidence_row import EvidenceRow, Said, said_in_entry, said_of
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.marks import DIAMETER, Pin
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.exchange.line import Line
from inspector.presentation.exchange.pins import Pin as Proof
from inspector.presentation.exchange.pins import numbers_of
from inspector.presentation.experiments.tried import Tried
from inspector.presentation.verdict.statement import brief, plain


class FoldedProofs(QWidget):
    """chosen(int): the proof of that number is wanted.

    All of them say as much as there is room for on one line: the whole, a few words, or the line
    that each stands on. None is cut.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[tuple[Button, Said]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setMinimumWidth(1)
        theme.changed.connect(self._fit)

    def show_proofs(self, proofs: Sequence[Said]) -> None:
        """Show these."""
        clear(self._row)
        self._shown = []
        for said in proofs:
            button = Button(self._theme, plain(said.statement), "ghost")
            button.clicked.connect(lambda _=False, at=said.number: self.chosen.emit(at))
            set_tip(button, said.spoken)
            self._row.addWidget(Pin(self._theme, said.number))
            self._row.addWidget(button)
            self._shown.append((button, said))
        self._row.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the words that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the longest words of which all have room."""
        room = self.width() - len(self._shown) * self._theme.px(DIAMETER)
        for button, _ in self._shown:
            button.ensurePolished()
        for words in (_whole, _brief, _place):
            for button, said in self._shown:
                button.set_text(words(said))
                button.setAccessibleName(said.spoken)
            if sum(button.sizeHint().width() for button, _ in self._shown) <= room:
                return


def _whole(said: Said) -> str:
    return plain(said.statement)


def _brief(said: Said) -> str:
    if said.brief:
        return said.brief[:1].upper() + said.brief[1:]
    return brief(said.statement)


def _place(said: Said) -> str:
    return said.place


class Proofs(QWidget):
    """chosen(int): the proof of that number is wanted."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[EvidenceRow] = []
        self._shown: list[Said] = []
        self._box, self._brief = QWidget(), FoldedProofs(theme)
        self._brief.chosen.connect(self.chosen)
        self._brief.hide()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._box)
        whole.addWidget(self._brief)

    @property
    def rows(self) -> list[EvidenceRow]:
        """Their rows."""
        return self._rows

    def set_folded(self, *, folded: bool) -> None:
        """Show them on one line, or a row each."""
        self._box.setVisible(not folded)
        self._brief.setVisible(folded)

    def show_lines(
        self, proofs: Sequence[Proof], lines: Sequence[Line], tried: Tried, *, in_entries: bool
    ) -> None:
        """Show these with the lines they stand on now, or, over a story, with their entries."""
        self.show_proofs(
            [
                said_in_entry(proof)
                if in_entries and proof.places
                else said_of(proof, numbers_of(proof, lines), tried.number(proof.experiment))
                for proof in proofs
            ]
        )

    def show_proofs(self, proofs: list[Said]) -> None:
        """Show these, unless they are shown already."""
        if proofs == self._shown:
            return
        self._shown = proofs
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()  # else its layout, in a moment, would show it as a window of its own
            row.setParent(None)
            row.deleteLater()
        self._rows = [EvidenceRow(self._theme, each) for each in proofs]
        for row in self._rows:
            row.chosen.connect(self.chosen)
            self._column.addWidget(row)
        self._brief.show_proofs(proofs)

    def focus_proof(self, number: int) -> None:
        """Put the focus on a proof."""
        for row in self._rows:
            if row.number == number:
                row.link.setFocus(Qt.FocusReason.MouseFocusReason)
