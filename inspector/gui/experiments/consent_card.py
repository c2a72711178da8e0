"""Asks before an experiment that is not harmless; nothing waits for the answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.model.experiment import Plan
from inspector.wording import tr


class ConsentCard(QWidget):
    """agreed(id): the experiment may be run with all that it needs. closed(): it may not."""

    agreed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._id = ""
        self.setObjectName("experiment_consent")
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "small", wrap=True)
        self.go = Button(theme, tr("Run it once"), "secondary", "play")
        self.go.setObjectName("experiment_agree")
        self.cancel = Button(theme, tr("Cancel"), "secondary")
        self.cancel.setObjectName("experiment_cancel")
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.close_card)
        self._arrange()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def asked(self) -> str:
        """The id of the experiment asked about, empty while nothing is."""
        return self._id

    def ask(self, plan: Plan, sentences: tuple[str, ...], cost: str) -> None:
        """Ask about an experiment; the focus is on Cancel."""
        self._id = plan.id
        title = tr("Run “{name}”? It costs {cost}.", name=plan.varies, cost=cost)
        text = " ".join(filter(None, (plan.sends, *sentences)))
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}")
        self.cancel.setAccessibleDescription(f"{title} {text}")
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Ask no more."""
        if self._id:
            self._id = ""
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        name = self._id
        self.close_card()
        self.agreed.emit(name)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.go, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self._title, self._text):
            column.addWidget(part)
        column.addLayout(buttons)
        frame = QFrame()
        set_kind(frame, "note-warn")
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 0, 10, 8)
        around.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("triangle-alert", "warn", 16, ratio))
