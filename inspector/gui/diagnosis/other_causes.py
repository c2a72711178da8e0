"""The causes further down the list, those a fact rules out, and those nothing speaks for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.export.verdict_report import Cause, Excluded, VerdictReport
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.experiments.experiment_offers import Offer
from inspector.presentation.verdict.statement import plain
from inspector.wording import tr, tr_n


class CauseRow(QWidget):
    """Rank and name at the left, bars and word of certainty at the right, the reason below."""

    def __init__(self, theme: Theme, cause: Cause) -> None:
        super().__init__()
        reason = plain(cause.reason)
        name = Label(cause.short, "heading", wrap=True)
        why = Label(reason, "quiet", wrap=True)
        meter = Meter(theme, cause.level, word=False)
        meter.show_certainty(cause.level, cause.score)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        grid.addWidget(Label(str(cause.rank), "small"), 0, 0, top)
        grid.addWidget(name, 0, 1)
        sure = QVBoxLayout()
        sure.setSpacing(2)
        sure.addWidget(meter, 0, right)
        sure.addWidget(Label(cause.certainty, "small"), 0, right)
        grid.addLayout(sure, 0, 2, top)
        grid.addWidget(why, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        set_tip(self, cause.title)
        self.setAccessibleName(
            tr(
                "{rank}. {title}, {word}: {reason}",
                rank=cause.rank,
                title=cause.title,
                word=cause.certainty,
                reason=reason,
            )
        )


def _how_many(count: int, out: int) -> str:
    """Say how many causes are not shown, and how many of them a fact rules out."""
    if not out:
        return tr_n("{count} other", "{count} others", count)
    return tr_n("{count} other, {out} ruled out", "{count} others, {out} ruled out", count, out=out)


class OtherCauses(QWidget):
    """The right column of the verdict card. resized(): it needs another height.

    experiment_asked(tuple of ids): run these experiments, all safe ones where there are none.
    """

    resized = Signal()
    experiment_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._list = QWidget()
        self._list.setObjectName("causes_list")
        self._list.setAccessibleName(tr("Other causes"))
        self._rows = QVBoxLayout(self._list)
        self._ruled = QWidget()
        self._ruled_rows = QVBoxLayout(self._ruled)
        for box, gap in ((self._rows, 10), (self._ruled_rows, 6)):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(gap)
        self._title = Label("", "field")
        self._more = Button(theme, "", "ghost", "circle-slash")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._expand)
        self._offer: Offer | None = None
        self._try = Button(theme, tr("Run experiments"), "link", "flask-conical")
        self._try.setObjectName("more_experiments")
        self._try.clicked.connect(self._ask)
        self._try.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._ruled)
        column.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_causes(self, others: tuple[Cause, ...], report: VerdictReport) -> None:
        """Show these causes with their ranks; those without a finding stay folded."""
        clear(self._rows)
        clear(self._ruled_rows)
        self._title.setText(tr("Other causes") if others else tr("No other cause fits"))
        for cause in others:
            self._rows.addWidget(CauseRow(self._theme, cause))
        self._list.setVisible(bool(others))
        self._list_excluded(tr("Ruled out by a fact"), report.ruled_out)
        self._list_excluded(tr("Nothing speaks for"), report.unsupported)
        count = len(report.ruled_out) + len(report.unsupported)
        self._more.set_text(_how_many(count, len(report.ruled_out)))
        self._more.setVisible(bool(count))
        self._more.setChecked(False)
        self._expand(on=False)

    def _list_excluded(self, title: str, families: tuple[Excluded, ...]) -> None:
        if families:
            self._ruled_rows.addWidget(Label(title, "small"))
        for item in families:
            self._ruled_rows.addWidget(Label(item.family, "field", wrap=True))
            self._ruled_rows.addWidget(Label(item.reason, "quiet", wrap=True))

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

    def _expand(self, on: bool) -> None:  # noqa: FBT001 - the slot of toggled(bool)
        self._ruled.setVisible(on)
        self.resized.emit()
