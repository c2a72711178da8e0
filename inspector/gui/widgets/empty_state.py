"""What a view shows while it has nothing to show: one sentence and one thing to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label, Picture


class EmptyState(QWidget):
    """Icon if wanted, a title, a sentence, a button. centred: in the middle of a large pane."""

    def __init__(
        self, theme: Theme, title: str, text: str, icon: str = "", *, centred: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._icon = Picture()
        self._title = Label(title, "heading", wrap=True)
        self._text = Label(text, "quiet", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._centred = centred
        if centred:
            self._column.addStretch(1)
        else:
            self._column.setContentsMargins(0, 0, 0, 0)
        for label in (self._icon, self._title, self._text):
            if centred:
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(label)
        self._column.addStretch(1)
        theme.changed.connect(self._renew)
        self._renew()

    def add_action(self, text: str, do: Callable[[], None], icon: str = "") -> Button:
        """Offer the one thing to do."""
        button = Button(self._theme, text, "small", icon)
        button.clicked.connect(lambda _checked=False: do())
        place = self._column.count() - 1
        self._column.insertSpacing(place, 4)
        if self._centred:
            self._column.insertWidget(place + 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            button.setSizePolicy(
                button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed
            )
            self._column.insertWidget(place + 1, button)
        return button

    def show_text(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def _renew(self) -> None:
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(self._icon_name, "text3", 28, ratio))
