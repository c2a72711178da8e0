"""The head of the experiments beside a comparison: on which attempt, and what was sent for them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.state.experiments import Tried
from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.line import Line
from inspector.wording import tr, tr_n

_ICON = 18


class TrialHead(QWidget):
    """The number is that of the attempt's column, from the left."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._sent = Label("", "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 11)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1)
        row.addWidget(self._sent, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Line())
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_number(number)

    def show_number(self, number: int) -> None:
        """Say which attempt is tried."""
        self._title.setText(tr("Experiments on attempt {number}", number=number))

    def show_tried(self, tried: Tried) -> None:
        """Say how many requests were sent, and that they only read where that is so."""
        self._sent.setText(sent_words(tried))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("flask-conical", "accent", _ICON, ratio))


def sent_words(tried: Tried) -> str:
    """Return "7 sent, GET only"; empty before anything was sent."""
    if not tried.requests:
        return ""
    methods = {
        exchange.request.method
        for outcome in tried.outcomes
        if outcome.attempt is not None
        for exchange in outcome.attempt.exchanges
    }
    if len(methods) != 1:
        return tr_n("{count} sent", "{count} sent", tried.requests)
    return tr_n(
        "{count} sent, {method} only",
        "{count} sent, {method} only",
        tried.requests,
        method=methods.pop(),
    )
