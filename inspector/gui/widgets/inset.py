"""Leaves room around a widget that stands in a column with others."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def inset(widget: QWidget, left: int, right: int, above: int = 0) -> QVBoxLayout:
    """Return a layout with the widget and that much room beside and above it, in pixels."""
    row = QVBoxLayout()
    row.setContentsMargins(left, above, right, 0)
    row.addWidget(widget)
    return row
