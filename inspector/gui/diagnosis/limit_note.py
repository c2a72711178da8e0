"""What can't be sent yet, with the curl command that can."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.widgets.label import ExactLabel, Label
from inspector.model.finding import Limit
from inspector.wording import tr


class LimitNote(QWidget):
    """Shows a Limit; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "body", wrap=True)
        self._command = ExactLabel()
        self._command.setObjectName("curl_command")
        self._command.setAccessibleName(tr("The curl command"))
        self._command.setMinimumWidth(1)  # a long address is cut, it does not widen the card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self._command)
        self.hide()

    def show_limit(self, limit: Limit | None, *, titled: bool) -> None:
        """Show what can't be sent; titled: the card does not say so already."""
        self.setVisible(limit is not None)
        if limit is not None:
            lead = tr("{title}. {text}", title=limit.title, text=limit.text)
            self._text.setText(lead if titled else limit.text)
            self._command.setText(limit.fix.message)
