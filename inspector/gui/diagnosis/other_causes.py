"""The causes further down the list, and the row that opens those ruled out or unsupported."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.export.verdict_report import Cause, VerdictReport
from inspector.gui.diagnosis.cause_row import CauseRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import clear
from inspector.presentation.experiments.experiment_offers import Offer
from inspector.presentation.verdict.verdict_card import listed
from inspector.wording import tr, tr_n


def how_many(count: int, out: int) -> str:
    """Say how many causes are not shown, and how many of them a fact rules out."""
    if not out:
        return tr_n("{count} other", "{count} others", count)
    return tr_n("{count} other, {out} ruled out", "{count} others, {out} ruled out", count, out=out)


def other_causes(report: VerdictReport) -> str:
    """Say how many causes are possible beside the first, else how many are ruled out."""
    if count := len(listed(report)):
        return tr_n("{count} other cause", "{count} other causes", count)
    return how_many(len(report.ruled_out) + len(report.unsupported), len(report.ruled_out))


class OtherCauses(QWidget):
    """The right column of the verdict card. resized(): it needs another height.

    experiment_asked(tuple of ids): run these experiments, all safe ones where there are none.
    excluded_asked(QWidget): those that are only counted are wanted, beside that button.
    """

    resized = Signal()
    experiment_asked = Signal(object)
    excluded_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._list = QWidget()
        self._list.setObjectName("causes_list")
        self._list.setAccessibleName(tr("Other causes"))
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self._title = Label("", "field")
        self._more = Button(theme, "", "ghost", "circle-slash")
        self._more.setObjectName("excluded_causes")
        self._more.clicked.connect(lambda: self.excluded_asked.emit(self._more))
        self._offer: Offer | None = None
        self._try = Button(theme, tr("Run experiments"), "link", "flask-conical")
        self._try.setObjectName("more_experiments")
        self._try.clicked.connect(self._ask)
        place = self._try.sizePolicy()
        place.setRetainSizeWhenHidden(
            True
        )  # it comes later than the causes, and moves nothing then
        self._try.setSizePolicy(place)
        self._try.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._list)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self._foot.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._foot, 1)

    def lie(self, *, flat: bool) -> None:
        """Lie below the verdict in a row: the place of what may come is then beside, not above."""
        way = QBoxLayout.Direction
        self._foot.setDirection(way.RightToLeft if flat else way.TopToBottom)

    def show_causes(self, others: tuple[Cause, ...], report: VerdictReport) -> None:
        """Show these causes with their ranks; those without a finding are counted."""
        clear(self._rows)
        self._title.setText(tr("Other causes") if others else tr("No other cause fits"))
        for cause in others:
            self._rows.addWidget(CauseRow(self._theme, cause))
        self._list.setVisible(bool(others))
        count = len(report.ruled_out) + len(report.unsupported)
        self._more.set_text(how_many(count, len(report.ruled_out)))
        self._more.setVisible(bool(count))

    def list_causes(self, *, wanted: bool) -> None:
        """List the causes here, or leave them to the table in which they stand with their signs."""
        self._list.setVisible(wanted and bool(self._rows.count()))
        self._title.setVisible(wanted)

    def offer(self, offer: Offer | None) -> None:
        """Offer the experiments that are left, or none."""
        self._offer = offer
        self._try.ensurePolished()  # its size is right only with its style
        self._try.setVisible(offer is not None)
        if offer is not None:
            self._try.set_text(offer.text)
            self._try.setAccessibleDescription(offer.note)
            self._try.set_room(self.width())
            self._column.activate()
        self.resized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut words that are longer than the column."""
        super().resizeEvent(event)
        self._try.set_room(event.size().width())

    def _ask(self) -> None:
        if self._offer is not None:
            self.experiment_asked.emit(self._offer.ids)
