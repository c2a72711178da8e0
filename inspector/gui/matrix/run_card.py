"""What a run costs, the button that begins or stops it, and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.model.matrix import Cost
from inspector.wording import tr, tr_n


# ---------------- What a run of the matrix costs and how far it is, in a few lines. Pure: no Qt
def cost_lines(cost: Cost) -> tuple[str, ...]:
    """Return what would be sent at most: how many, with what, where to, how long it takes."""
    if cost.refused:
        return (cost.refused,)
    if not cost.cells and not cost.held:
        return (tr("Tick at least one request and one credential."),)
    return tuple(filter(None, (_sent(cost), _pace(cost), _held(cost))))


def progress_words(done: int, total: int) -> str:
    """Return how far a run is."""
    return tr("{done} of {total} cells are done.", done=done, total=total)


def _sent(cost: Cost) -> str:
    if not cost.exchanges:
        return tr("Nothing would be sent.")
    many = tr_n("{count} request at most", "{count} requests at most", cost.exchanges)
    return tr(
        "{requests}: {methods} to {hosts}.",
        requests=many,
        methods=", ".join(cost.methods),
        hosts=", ".join(cost.hosts),
    )


def _pace(cost: Cost) -> str:
    if cost.exchanges < 2:  # noqa: PLR2004 - one has none to wait for
        return ""
    apart = round(cost.apart * 1000)
    return tr(
        "One after another, {apart} ms apart: {time} s and the time the servers take.",
        apart=apart,
        time=f"{cost.seconds:g}",
    )


def _held(cost: Cost) -> str:
    if not cost.held:
        return ""
    return tr_n(
        "{count} cell is not sent; it says why.",
        "{count} cells are not sent; each says why.",
        cost.held,
    )


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
