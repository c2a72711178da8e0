"""The verdict over a story: one sentence, its proofs side by side, the fix and what to compare."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.diagnosis.evidence_row import EvidenceRow, Said
from inspector.gui.diagnosis.fix_buttons import fix_icon, fix_note
from inspector.gui.diagnosis.verdict_card import VerdictTitle
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import EDGE, Card, Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_property
from inspector.gui.widgets.label import Label, Picture, TitleLabel
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.painting import clear
from inspector.model.finding import Certainty
from inspector.model.fix import Fix
from inspector.presentation.story.headline import Headline, ProofLine
from inspector.wording import tr

_BESIDE = 960  # narrower cards have their proofs below each other
_TIGHT = 720  # and their buttons below the sentence
_ROLES = {"err": "error", "warn": "warning", "ok": "good"}


class StoryCard(Card):
    """proof_chosen(number), proof_pointed(number, 0 = none). fix_chosen(Fix).

    compare_asked(): the pair that decided.
    """

    proof_chosen = Signal(int)
    proof_pointed = Signal(int)
    fix_chosen = Signal(object)
    compare_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 0, "err_fill")
        self.setObjectName("story_card")
        self.setAccessibleName(tr("Verdict"))
        self._look = ("circle-x", "err")
        self._fix: Fix | None = None
        self._icon = Picture()
        self._family = TitleLabel("", "error")
        self._meter = Meter(theme, Certainty.CERTAIN)
        self.title = VerdictTitle(theme)
        self.title.setObjectName("story_title")
        self._why = Label("", "body", wrap=True)
        self._fix_button = Button(theme, tr("Apply the first fix"), "primary", "refresh-cw")
        self._fix_button.setObjectName("story_fix")
        self._compare = Button(theme, tr("Compare"), "secondary", "columns-3")
        self._compare.setObjectName("story_compare")
        self._rule = Line()
        self._holder = QWidget()
        self._proofs = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._holder)
        self._proofs.setContentsMargins(20 + EDGE, 9, 20, 10)
        self._proofs.setSpacing(24)
        self._arrange()
        self._fix_button.clicked.connect(lambda: self.fix_chosen.emit(self._fix))
        self._compare.clicked.connect(self.compare_asked)
        theme.changed.connect(self._restyle)

    def show_headline(self, said: Headline) -> None:
        """Show these words."""
        self._look = (said.icon, said.colour)
        self.set_edge(said.edge)
        self._family.setText(said.family)
        set_property(self._family, "role", _ROLES[said.colour])
        self._meter.setVisible(said.certainty is not None)
        if said.certainty is not None:
            self._meter.show_certainty(said.certainty, said.score)
        if said.facts:
            self._meter.show_facts(said.facts)
        self.title.setText(said.title)
        self.title.setAccessibleName(said.title)
        self._why.setText(said.why)
        self._why.setVisible(bool(said.why))
        self._show_buttons(said)
        self._show_proofs(said)
        self._restyle()
        for part in self.findChildren(QWidget):
            part.ensurePolished()

    def _show_buttons(self, said: Headline) -> None:
        self._fix = said.fix
        self._fix_button.setVisible(said.fix is not None)
        if said.fix is not None:
            self._fix_button.set_text(said.fix.title)
            self._fix_button.set_icon(fix_icon(said.fix))
            self._fix_button.setAccessibleDescription(fix_note(said.fix))
        self._compare.setVisible(said.pair is not None)
        if said.pair is not None:
            one, other = said.pair
            self._compare.set_text(tr("Compare {one} with {other}", one=one + 1, other=other + 1))

    def _show_proofs(self, said: Headline) -> None:
        clear(self._proofs)
        for line in said.proofs:
            row = EvidenceRow(self._theme, _said(line))
            row.chosen.connect(self.proof_chosen)
            row.pointed.connect(self.proof_pointed)
            self._proofs.addWidget(row, 1)
        self._rule.setVisible(bool(said.proofs))
        self._holder.setVisible(bool(said.proofs))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the proofs below each other where the card is narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        way = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_BESIDE)
        self._proofs.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._proofs.setSpacing(6 if narrow else 24)
        tight = self.width() < self._theme.px(_TIGHT)
        self._beside.setDirection(way.TopToBottom if tight else way.LeftToRight)
        for button in (self._fix_button, self._compare):
            button.set_room(max(self.width() - 2 * 24, 1))

    def _restyle(self) -> None:
        name, colour = self._look
        self._icon.setPixmap(self._theme.pixmap(name, colour, 20, self.devicePixelRatioF()))
        self._turn()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._family)
        head.addSpacing(16)
        head.addWidget(self._meter)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self.title)
        self._beside = beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(8)
        beside.addLayout(words, 1)
        buttons = FlowLayout()
        for button in (self._fix_button, self._compare):
            buttons.addWidget(button)
        beside.addLayout(buttons)
        beside.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        top = QVBoxLayout()
        top.setContentsMargins(20 + EDGE, 10, 16, 10)
        top.setSpacing(3)
        top.addLayout(beside)
        top.addWidget(self._why)
        self.column.setSpacing(0)
        self.column.addLayout(top)
        self.column.addWidget(self._rule)
        self.column.addWidget(self._holder)


def _said(line: ProofLine) -> Said:
    proof = line.proof
    name = f"story_proof_{proof.number}"
    return Said(proof.number, proof.statement, line.where, name, outlined=proof.healthy)
