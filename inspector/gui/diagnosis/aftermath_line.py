"""One quiet line or card above the reply: what came of the fix, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.model.fix import AfterFix, Aftermath
from inspector.wording import tr

_LOOKS: dict[AfterFix, tuple[str, str]] = {
    "solved": ("circle-check", "ok"),
    "unclear": ("info", "info"),
    "next-cause": ("info", "info"),
    "same": ("equal", "warn"),
    "no-reply": ("info", "info"),
}


class AftermathLine(QFrame):
    """Shows an Aftermath. undo_asked(): the request is wanted as it was before the fix."""

    undo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("aftermath")
        self._theme = theme
        self._look = _LOOKS["no-reply"]
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "small", wrap=True)
        self.undo = Button(theme, tr("Undo the fix"), "small", "undo-2")
        self.undo.setObjectName("undo_fix")
        self.undo.clicked.connect(self.undo_asked)
        self._arrange()
        theme.changed.connect(self._renew)
        self.hide()

    def show_aftermath(self, aftermath: Aftermath | None) -> None:
        """Show what came of a fix; None hides it."""
        self.setVisible(aftermath is not None)
        if aftermath is None:
            return
        self._look = _LOOKS[aftermath.result]
        self._title.setText(aftermath.title)
        self._text.setText(aftermath.text)
        self._text.setVisible(aftermath.result in ("solved", "unclear"))
        self.undo.setVisible(aftermath.undoes)
        self.setAccessibleName(f"{aftermath.title} {aftermath.text}".strip())
        set_kind(self, f"note-{self._look[1]}")
        self._renew()

    def _renew(self) -> None:
        name, colour = self._look
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(name, colour, 18, ratio))

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
