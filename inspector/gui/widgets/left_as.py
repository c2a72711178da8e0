"""How a page was left: what was typed and chosen in it that no document owns.

Hidden pages are forgotten when the theme changes and made anew when they are shown; the fields
named here are then found as they were left. No field for a secret is among them.
"""

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_NAME = "left_as"
Left = dict[str, str | int]


def keep_as(name: str, widget: QWidget) -> None:
    """Keep what is typed or chosen here under a name that no other field of its page has."""
    widget.setProperty(_NAME, name)


def left_in(page: QWidget) -> Left:
    """Return what is typed and chosen in a page."""
    return {name: _value(widget) for name, widget in _kept(page).items()}


def restore(page: QWidget, left: Left) -> None:
    """Put back what was typed and chosen; what is so already stays untouched."""
    for name, widget in _kept(page).items():
        if name in left and left[name] != _value(widget):
            _put(widget, left[name])


def _kept(page: QWidget) -> dict[str, QWidget]:
    widgets = page.findChildren(QWidget)
    return {str(each.property(_NAME)): each for each in widgets if each.property(_NAME)}


def _value(widget: QWidget) -> str | int:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QTabBar | QComboBox):
        return widget.currentIndex()
    if isinstance(widget, QAbstractButton):
        return int(widget.isChecked())
    raise TypeError(type(widget).__name__)


def _put(widget: QWidget, value: str | int) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(str(value))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(str(value))
    elif isinstance(widget, QTabBar | QComboBox):
        widget.setCurrentIndex(int(value))
    elif isinstance(widget, QAbstractButton):
        widget.setChecked(bool(value))
