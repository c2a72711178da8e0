"""How large a dialog opens: as drawn, grown with the font, but never larger than its place."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from inspector.gui.theme import Theme

_SHARE = 0.94  # of the screen, or of the window where that is larger


def opening_size(theme: Theme, drawn: tuple[int, int], dialog: QWidget) -> QSize:
    """Return the size to open a dialog with. drawn: width and height at 100 %."""
    place = dialog.screen().availableSize()
    parent = dialog.parentWidget()
    if parent is not None:
        place = place.expandedTo(parent.window().size())
    room = QSize(round(place.width() * _SHARE), round(place.height() * _SHARE))
    return QSize(theme.px(drawn[0]), theme.px(drawn[1])).boundedTo(room)
