"""Keeps the number of a spin box off its edge, which a style sheet can't."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

INSET = 6


def inset(spin: QAbstractSpinBox) -> None:
    """Give the text of a spin box the distance to the edge that other fields have."""
    line = spin.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(INSET, 0, 0, 0)
