"""Where the current line of a JSON body is: each step leads there, the path can be copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import Icon, OneLine
from inspector.gui.widgets.painting import clear
from inspector.presentation.bodies.json_rows import JsonRows, kind_of, path_text, step_text
from inspector.wording import tr

_STEPS = 6  # the last ones; those before are one step
_LEAST = 24  # pixels that a pointer hits
_LONGEST = 28  # characters of a step


class PathBar(QWidget):
    """chosen(int): go to that line."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[str, ...] | None = None
        self.path = ""
        self.copy = Button(theme, tr("Copy path"), "link", "copy")
        self.copy.setObjectName("copy_path")
        self.copy.clicked.connect(lambda: copy_text(self.path))
        self._kind = OneLine("quiet")
        self._kind.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(0)
        self._steps.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._steps)
        holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 2)
        row.setSpacing(8)
        row.addWidget(holder)
        row.addWidget(self.copy)
        row.addWidget(self._kind, 1)

    def show_line(self, rows: JsonRows, line: int) -> None:
        """Say where a line is and what it holds."""
        steps = rows.steps(line)
        self.path = path_text(steps)
        self._kind.show_line(kind_of(rows, line))
        lines = (*rows.ancestors(line), rows.opener(line))
        words = ("$", *(step_text(step).removeprefix(".") for step in steps))
        self.setAccessibleName(tr("Path {path}", path=self.path))
        if words != self._shown:
            self._shown = words
            self._make(tuple(zip(words, lines, strict=False)))

    def _make(self, steps: tuple[tuple[str, int], ...]) -> None:
        """Show the last steps; where there are more, an ellipsis leads to those before."""
        clear(self._steps)
        shown = steps[-_STEPS:]
        if len(shown) < len(steps):
            shown = (("…", steps[-_STEPS - 1][1]), *shown[1:])
        for place, (words, line) in enumerate(shown):
            if place:
                self._steps.addWidget(Icon(self._theme, "chevron-right", "text3", 10))
            text = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            step = Button(self._theme, text, "link")
            step.setMinimumWidth(_LEAST)
            step.clicked.connect(lambda _on=False, line=line: self.chosen.emit(line))
            self._steps.addWidget(step)
