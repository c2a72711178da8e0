"""Says which exchange of several is shown, and steps to the next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.trace import words
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import Label
from inspector.model.attempt import Attempt
from inspector.wording import tr


class EntryBar(QWidget):
    """stepped(int): show that exchange. Hidden where there is only one."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._entry = 0
        self._text = Label("", "small")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._back = IconButton(theme, "chevron-left", tr("Exchange before"))
        self._forth = IconButton(theme, "chevron-right", tr("Exchange after"))
        self._back.clicked.connect(lambda: self.stepped.emit(self._entry - 1))
        self._forth.clicked.connect(lambda: self.stepped.emit(self._entry + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addWidget(self._forth)
        row.addWidget(self._text, 1)
        self.hide()

    def show_entry(self, attempt: Attempt, entry: int) -> None:
        """Say which exchange it is."""
        self._entry = entry
        count = len(attempt.exchanges)
        exchange = attempt.exchanges[entry]
        status = str(exchange.reply.status) if exchange.reply else tr("no reply")
        purpose = words.purpose(exchange.purpose)
        self._text.setText(
            tr(
                "Exchange {number} of {count}: {purpose}, {status}",
                number=entry + 1,
                count=count,
                purpose=purpose,
                status=status,
            )
        )
        self._back.setEnabled(entry > 0)
        self._forth.setEnabled(entry < count - 1)
        self.setVisible(count > 1)
