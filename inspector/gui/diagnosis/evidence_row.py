"""One proof in the verdict: its pin, what it says, and the way to its bytes."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.marks import Pin
from inspector.presentation.exchange.pins import Pin as Proof
from inspector.presentation.verdict.statement import markup, plain, quoted_briefly
from inspector.wording import tr


class Said(NamedTuple):
    """What a row says. where: the words of its link, empty for none. name: of the link.

    brief: the same in few words. outlined: a reason why nothing is wrong, which is no evidence.
    unlinked: where it stands if nothing here can be led to.
    """

    number: int
    statement: str
    where: str
    name: str
    outlined: bool = False
    brief: str = ""
    unlinked: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in a word or two."""
        return self.where or self.unlinked

    @property
    def spoken(self) -> str:
        """The whole row for screen readers."""
        text = plain(self.statement)
        if self.outlined:
            return tr("Reason {number}: {text}, {where}",
                      number=self.number, text=text, where=self.place)  # fmt: skip
        return tr(
            "Evidence {number}: {text}, {where}", number=self.number, text=text, where=self.place
        )


class EvidenceRow(QWidget):
    """chosen(int): the proof of that number is wanted. pointed(int): at that one, 0 = no more."""

    chosen = Signal(int)
    pointed = Signal(int)

    def __init__(self, theme: Theme, said: Said) -> None:
        super().__init__()
        self._theme = theme
        self._said = said = said._replace(statement=quoted_briefly(said.statement))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._link = Button(theme, said.where, "link", "corner-down-right")
        self._link.setObjectName(said.name)
        self._link.setAccessibleName(said.spoken)
        if not said.where:
            self._link.hide()
        self._link.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        pin = Pin(theme, said.number, outlined=said.outlined)
        row.addWidget(pin, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def number(self) -> int:
        """The number of the proof."""
        return self._said.number

    @property
    def link(self) -> Button:
        """The focusable part of the row."""
        return self._link

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.pointed.emit(self._said.number)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it went."""
        super().leaveEvent(event)
        self.pointed.emit(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row is the link."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose()
        event.accept()

    def _choose(self) -> None:
        self.chosen.emit(self._said.number)

    def _restyle(self) -> None:
        family, tokens = self._theme.code_font().family(), self._theme.tokens
        colour = tokens.text if self._said.outlined else tokens.err
        self._text.setText(markup(self._said.statement, family, colour))


def said_of(proof: Proof, lines: tuple[int, ...], experiment: int = 0) -> Said:
    """Return what the row of a proof says.

    lines: where its bytes stand. experiment: its number in the Experiments tab, 0 = not known.
    """
    where = _where(proof, lines, experiment)
    name = f"evidence_{proof.number}"
    unlinked = tr("sent before") if proof.earlier else ""
    return Said(proof.number, proof.statement, where, name, brief=proof.brief, unlinked=unlinked)


def said_in_entry(proof: Proof) -> Said:
    """Return what the row of a proof says over a story: the entry that its bytes stand in."""
    entry = min((place.entry for place in proof.places), default=0)
    where = tr("entry {number}", number=entry + 1)
    name = f"evidence_{proof.number}"
    return Said(proof.number, proof.statement, where, name, brief=proof.brief)


def _where(proof: Proof, lines: tuple[int, ...], experiment: int) -> str:
    if proof.experiment and experiment:
        return tr("experiment {number}", number=experiment)
    if proof.experiment:
        return tr("experiment")
    if not lines:
        return ""
    if lines == (0,):
        return tr("connection")
    if len(lines) == 1:
        return tr("line {number}", number=lines[0])
    return tr("lines {numbers}", numbers=", ".join(map(str, lines)))
