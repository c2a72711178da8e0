"""One proof in the verdict: its pin, what it says, and the way to its bytes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.marks import Pin
from inspector.presentation.exchange.pins import Pin as Proof
from inspector.presentation.verdict.statement import markup, plain
from inspector.wording import tr


class EvidenceRow(QWidget):
    """chosen(int): the proof of that number is wanted.

    lines: where its bytes stand. experiment: its number in the Experiments tab, 0 = not known.
    """

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, proof: Proof, lines: tuple[int, ...], experiment: int = 0
    ) -> None:
        super().__init__()
        self._theme = theme
        self._proof = proof
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        where = self._where(lines, experiment)
        self._link = Button(theme, where, "link", "corner-down-right")
        self._link.setObjectName(f"evidence_{proof.number}")
        said = plain(proof.statement)
        self._link.setAccessibleName(
            tr("Evidence {number}: {text}, {where}", number=proof.number, text=said, where=where)
        )
        if not where:
            self._link.hide()
        self._link.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pin(theme, proof.number), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def number(self) -> int:
        """The number of the proof."""
        return self._proof.number

    @property
    def link(self) -> Button:
        """The focusable part of the row."""
        return self._link

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row is the link."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose()
        event.accept()

    def _where(self, lines: tuple[int, ...], experiment: int) -> str:
        if self._proof.experiment and experiment:
            return tr("experiment {number}", number=experiment)
        if self._proof.experiment:
            return tr("experiment")
        if not lines:
            return ""
        if len(lines) == 1:
            return tr("line {number}", number=lines[0])
        return tr("lines {numbers}", numbers=", ".join(map(str, lines)))

    def _choose(self) -> None:
        self.chosen.emit(self._proof.number)

    def _restyle(self) -> None:
        family = self._theme.code_font().family()
        self._text.setText(markup(self._proof.statement, family, self._theme.tokens.err))
