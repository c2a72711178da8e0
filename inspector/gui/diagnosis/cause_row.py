"""One of the other possible causes: rank, name, certainty and the reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.export.verdict_report import Cause
from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.verdict.statement import plain
from inspector.wording import tr


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
        grid.addWidget(name, 0, 1, top)
        grid.addWidget(meter, 0, 2, top | right)
        grid.addWidget(why, 1, 1, top)
        grid.addWidget(Label(cause.certainty, "small"), 1, 2, top | right)
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
