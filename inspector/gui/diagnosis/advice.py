"""Who does what about the cause found, and how to avoid it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.export.verdict_report import Cause
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import ExactLabel, Label
from inspector.gui.widgets.painting import clear
from inspector.wording import tr


class Advice(QWidget):
    """A button, and below it a row for each party. resized(): it needs another height."""

    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fold = Button(theme, tr("Who does what"), "ghost", "chevron-right")
        self._fold.setObjectName("advice_fold")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._expand)
        self._body = QWidget()
        self._body.setObjectName("advice")
        self._body.setAccessibleName(tr("Who does what"))
        self._rows = QGridLayout(self._body)
        self._rows.setContentsMargins(8, 2, 0, 4)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        self._body.hide()

    def show_cause(self, cause: Cause) -> None:
        """Show the advice for a cause, folded; nothing where there is none."""
        clear(self._rows)
        shown = [(one.who, one.text) for one in cause.todo]
        shown += [(tr("How to avoid it"), cause.avoid), (tr("Reference"), cause.reference)]
        shown = [(name, text) for name, text in shown if text]
        for number, (name, text) in enumerate(shown):
            self._rows.addWidget(Label(name, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            value = ExactLabel(text, "body")
            value.setAccessibleName(tr("{name}: {text}", name=name, text=text))
            self._rows.addWidget(value, number, 1)
        self.setVisible(bool(shown))
        self._fold.setChecked(False)

    def _expand(self, on: bool) -> None:  # noqa: FBT001 - the slot of toggled(bool)
        self._fold.set_icon("chevron-down" if on else "chevron-right")
        self._body.setVisible(on)
        for part in self._body.findChildren(QWidget):
            part.ensurePolished()
        self.resized.emit()
