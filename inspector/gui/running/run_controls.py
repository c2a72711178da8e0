"""What stands beside the title of a run: environment, in order or at once, and the buttons."""

from PySide6.QtWidgets import QComboBox, QWidget

from inspector.gui.running.run_document import WATCH_EVERY, RunDocument
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.wording import tr, tr_n
from inspector.wording.durations import in_seconds

_AT_ONCE = (1, 2, 4, 8)


class RunControls:
    """The fields change the document; the buttons are carried out by the page."""

    def __init__(self, document: RunDocument, theme: Theme) -> None:
        self._document = document
        self.environment, self.way = QComboBox(), QComboBox()
        self.export = Button(theme, tr("Export"), "secondary", "download")
        self.watch = Button(theme, "", "secondary", "clock")
        self.begin = Button(theme, tr("Run"), "primary", "play")
        self.halt = Button(theme, tr("Stop"), "secondary", "square")
        self._fill()
        self.environment.activated.connect(self._choose_environment)
        self.way.activated.connect(self._choose_way)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them, in their order."""
        fields = (self.environment, self.way)
        return (*fields, self.export, self.watch, self.begin, self.halt)

    def show_state(self, document: RunDocument) -> None:
        """Offer what can be done now."""
        work = document.work
        ready, some = work.started is None, bool(work.results)
        for field in (self.environment, self.way):
            field.setEnabled(not work.busy)
        self.export.setVisible(some)
        self.watch.setVisible(some)
        self.watch.setEnabled(not work.busy or work.watching)
        every = tr("Watch every {time}", time=in_seconds(WATCH_EVERY))
        self.watch.set_text(tr("End the watch") if work.watching else every)
        self.begin.set_text(tr("Run") if ready else tr("Run again"))
        self.begin.set_kind("primary" if ready else "secondary")
        self.begin.setVisible(not work.busy)
        self.begin.setEnabled(bool(document.ticked) and not work.busy and document.planning is None)
        self.halt.setVisible(work.busy)

    def _fill(self) -> None:
        document = self._document
        self.environment.addItem(tr("No environment"))
        self.environment.addItems(list(document.environments))
        at = self.environment.findText(document.environment) if document.environment else 0
        self.environment.setCurrentIndex(max(at, 0))
        self.environment.setAccessibleName(tr("Environment"))
        self.way.addItem(tr("In order"))
        for number in _AT_ONCE[1:]:
            self.way.addItem(tr_n("{count} at once", "{count} at once", number))
        self.way.setCurrentIndex(_AT_ONCE.index(document.parallel))
        self.way.setAccessibleName(tr("How they are sent"))

    def _choose_environment(self, index: int) -> None:
        self._document.choose_environment(self.environment.itemText(index) if index else "")

    def _choose_way(self, index: int) -> None:
        self._document.parallel = _AT_ONCE[index]
