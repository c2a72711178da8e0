"""The find field of a body: what to look for, forward and back, how often it was found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.wording import tr, tr_n

MOST = 10_000


class FindBar(QWidget):
    """wanted(str, int): look for this, from here on (0), further on (1) or back (-1). left()."""

    wanted = Signal(str, int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._edit = QLineEdit()
        self._edit.setObjectName("find_edit")
        self._edit.setClearButtonEnabled(True)
        self._edit.textChanged.connect(self._changed)
        self._edit.returnPressed.connect(self._next)
        self._count = Label("", "quiet")
        back = IconButton(theme, "chevron-up", tr("Previous match"))
        forth = IconButton(theme, "chevron-down", tr("Next match"))
        close = IconButton(theme, "x", tr("Close the search"))
        back.clicked.connect(self._previous)
        forth.clicked.connect(self._next)
        close.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(FieldLabel(tr("Find"), self._edit))
        row.addWidget(self._edit, 1)
        for part in (self._count, back, forth, close):
            row.addWidget(part)

    def begin(self) -> None:
        """Take the focus, with what was looked for last selected."""
        self.show()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._edit.text()

    def show_count(self, count: int) -> None:
        """Say how often it was found."""
        if not self.text:
            self._count.setText("")
        elif count >= MOST:
            self._count.setText(tr("more than {count:,}", count=MOST))
        elif count:
            self._count.setText(tr_n("{count} match", "{count:,} matches", count))
        else:
            self._count.setText(tr("Not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the search; Shift+Enter goes back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._previous()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self.wanted.emit(text, 0)

    def _next(self) -> None:
        self.wanted.emit(self.text, 1)

    def _previous(self) -> None:
        self.wanted.emit(self.text, -1)
