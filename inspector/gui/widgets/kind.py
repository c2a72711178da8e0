"""Sets the properties that the style sheet chooses by, and makes the sheet look again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by (kind, role, state)."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def set_kind(widget: QWidget, kind: str) -> None:
    """Set the kind of a button, field or frame (primary, ghost, code, card …)."""
    set_property(widget, "kind", kind)


def name_pane(widget: QWidget, name: str) -> None:
    """Give a pane its object name, and let the style sheet paint its ground."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
