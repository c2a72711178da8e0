"""What a run costs, the button that begins or stops it, and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from inspector.gui.matrix.cost_words import cost_lines, progress_words
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.model.matrix import Cost
from inspector.wording import tr


class RunCard(Card):
    """run_asked(), stop_asked()."""

    run_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 12)
        self._running = False
        self.cost = Label("", "small", wrap=True)
        self.cost.setObjectName("matrix_cost")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.button = Button(theme, tr("Run"), "primary", "play")
        self.button.setObjectName("matrix_run")
        for widget in (self.cost, self.bar, self.button):
            self.column.addWidget(widget)
        self.bar.hide()
        self.button.clicked.connect(self._press)

    def show_cost(self, cost: Cost) -> None:
        """Say what a run would send; without anything to send none can begin."""
        text = "\n".join(cost_lines(cost))
        self.cost.setText(text)
        self.button.setAccessibleDescription(text)
        self.button.setEnabled(bool(cost.exchanges) and not cost.refused)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the run is."""
        self._turn(running=True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.cost.setText(progress_words(done, total))

    def end(self, cost: Cost) -> None:
        """Offer the next run."""
        self._turn(running=False)
        self.show_cost(cost)

    def _turn(self, *, running: bool) -> None:
        self._running = running
        self.bar.setVisible(running)
        self.button.setEnabled(True)
        self.button.set_kind("secondary" if running else "primary")
        self.button.set_icon("square" if running else "play")
        self.button.set_text(tr("Stop") if running else tr("Run"))

    def _press(self) -> None:
        (self.stop_asked if self._running else self.run_asked).emit()
