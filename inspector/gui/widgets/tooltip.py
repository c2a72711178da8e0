"""Tooltips show their text literally, whatever stands in it.

Qt guesses whether a tooltip is HTML, and then loads what it names: files, and from network drives.
"""

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from inspector.presentation.bodies.printable import visible_lines
from inspector.wording.shortened import shortened

_SAID = "said_by_tooltip"


def tip(text: str) -> str:
    """Return a text as a tooltip that shows it literally; the only way to any tooltip.

    What Qt takes for plain text stays as it is.
    """
    return _literal(visible_lines(shortened(text)))


def _literal(text: str) -> str:
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget its tooltip.

    Screen readers say the tooltip of what has no description, and would read the escapes aloud:
    such a widget is described by the text itself.
    """
    text = visible_lines(shortened(text))
    shown = _literal(text)
    said = text if shown != text else ""
    if widget.accessibleDescription() == (widget.property(_SAID) or ""):
        widget.setAccessibleDescription(said)
        widget.setProperty(_SAID, said)
    widget.setToolTip(shown)
