"""The exchange of one experiment, under a bar that leads back to the list."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.trace.exchange_panel import ExchangePanel
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.line import Line
from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class OutcomeView(QWidget):
    """left(): back to the list."""

    left = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._attempt: Attempt | None = None
        self.back = Button(tools.theme, tr("All experiments"), "link", "chevron-left")
        self.back.setObjectName("experiments_back")
        self.back.clicked.connect(self.left)
        self._title = Label("", "field", wrap=True)
        self.panel = ExchangePanel(tools)
        self.panel.view.setObjectName("experiment_exchange")
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 14, 4)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self.panel, 1)
        self.panel.view.installEventFilter(self)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what was sent and answered, at once; the remarks on it follow."""
        self._attempt = outcome.attempt
        self._title.setText(
            tr("Experiment “{name}”: {meaning}", name=outcome.plan.varies, meaning=outcome.meaning)
        )
        if outcome.attempt is not None:
            from inspector.workbench.answer import Answer  # noqa: PLC0415 - after the window is open

            self.panel.show_answer(Answer(attempt=outcome.attempt))
            job = self._tools.background.compute(self._tools.workbench.answer, outcome.attempt)
            job.succeeded.connect(self._annotate)

    def renew(self) -> None:
        """Take up the choices about secrets, notes and motion."""
        self.panel.renew()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Backspace and Esc lead back."""
        back = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        if isinstance(event, QKeyEvent) and event.key() in back:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else Esc would be the command Stop
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return False

    def _annotate(self, answer: "Answer") -> None:
        """Show the remarks too; the pins of the verdict have their numbers elsewhere."""
        if answer.attempt is self._attempt:
            self.panel.show_answer(msgspec.structs.replace(answer, verdict=Verdict()))
