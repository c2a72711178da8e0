"""Tooltips show their text literally, whatever stands in it.

Qt guesses whether a tooltip is HTML, and then loads what it names: files, and from network drives.
"""

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

_SAID = "said_by_tooltip"
_MOST = 1500  # characters; half a page


def bounded(text: str) -> str:
    """Return what a widget shows of a text that came from outside: Qt lays all of it out at once.

    A scope of 100,000 characters held the window up for seconds; the exchange shows it whole.
    """
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def tip(text: str) -> str:
    """Return a text as a tooltip that shows it literally; the only way to any tooltip.

    What Qt takes for plain text stays as it is.
    """
    shown = bounded(text)
    return Qt.convertFromPlainText(shown) if Qt.mightBeRichText(shown) else shown


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget its tooltip.

    Screen readers say the tooltip of what has no description, and would read the escapes aloud:
    such a widget is described by the text itself.
    """
    text = bounded(text)
    shown = tip(text)
    said = text if shown != text else ""
    if widget.accessibleDescription() == (widget.property(_SAID) or ""):
        widget.setAccessibleDescription(said)
        widget.setProperty(_SAID, said)
    widget.setToolTip(shown)
