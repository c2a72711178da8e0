"""What a signature covers, step by step, under the bytes that it makes."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.widgets.label import BREAK, ExactLabel, Label

_LONGEST_WORD = 36


class Step(Protocol):
    """A text on the way to a signature."""

    @property
    def title(self) -> str:
        """What its standard calls it."""

    @property
    def text(self) -> str:
        """The text itself, masked."""


def breakable(text: str) -> str:
    """Let long words break: a label breaks lines at blanks only."""
    pieces = []
    for word in text.split(" "):
        parts = [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]
        pieces.append(BREAK.join(parts))
    return " ".join(pieces)


class SignedSteps(QWidget):
    """Hidden where nothing is signed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Label, Label]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Title and text of each step that is shown, without the places where it may break."""
        return tuple(
            (title.text(), text.text().replace(BREAK, ""))
            for title, text in self._rows
            if not text.isHidden()
        )

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps."""
        while len(self._rows) < len(steps):
            self._add()
        for at, (title, text) in enumerate(self._rows):
            step = steps[at] if at < len(steps) else None
            title.setText(step.title if step else "")
            text.setText(breakable(step.text) if step else "")
            text.setAccessibleName(step.title if step else "")
            title.setVisible(step is not None)
            text.setVisible(step is not None)
        self.setVisible(bool(steps))

    def _add(self) -> None:
        title, text = Label("", "field"), ExactLabel()
        self._column.addWidget(title)
        self._column.addWidget(text)
        self._rows.append((title, text))
