"""A question before something is sent, as a dialog that waits for no answer in the flow of work."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from inspector.gui.theme import Theme
from inspector.wording import tr


class Question(QMessageBox):
    """Shows what would be done, literally, and goes on only where the user agrees.

    name: the object name. title, text, why: its words. agree: of the button that goes on; where it
    is given, it is what Enter does.
    """

    def __init__(
        self, theme: Theme, name: str, *, title: str, text: str, why: str, agree: str = ""
    ) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName(name)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setIconPixmap(theme.pixmap("triangle-alert", "warn", 28))
        self.setWindowTitle(title)
        self.setText(text)
        self.setInformativeText(why)
        self.setTextFormat(Qt.TextFormat.PlainText)  # of both texts, once there are both
        self._agree = self.addButton(agree or tr("Send it"), QMessageBox.ButtonRole.AcceptRole)
        cancel = self.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self._agree if agree else cancel)
        self.setEscapeButton(cancel)

    def add(self, words: str, act: Callable[[], object]) -> None:
        """Offer another way."""
        button = self.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        self.buttonClicked.connect(lambda chosen: act() if chosen is button else None)

    def ask(self, go_on: Callable[[], object]) -> None:
        """Open it; go_on: what the user may agree to."""
        self.buttonClicked.connect(lambda button: go_on() if button is self._agree else None)
        self.open()


# ---------------- How large a dialog opens
_SHARE = 0.94  # of the screen, or of the window where that is larger


def opening_size(theme: Theme, drawn: tuple[int, int], dialog: QWidget) -> QSize:
    """Return the size to open a dialog with. drawn: width and height at 100 %."""
    place = dialog.screen().availableSize()
    parent = dialog.parentWidget()
    if parent is not None:
        place = place.expandedTo(parent.window().size())
    room = QSize(round(place.width() * _SHARE), round(place.height() * _SHARE))
    return QSize(theme.px(drawn[0]), theme.px(drawn[1])).boundedTo(room)
