"""Spin boxes: their text stands as far from the edge as in other fields."""

from PySide6.QtWidgets import QLineEdit, QSpinBox

from inspector.gui.forms.spin import INSET, inset


def test_the_text_is_kept_off_the_edge(light, qtbot):
    spin = QSpinBox()
    qtbot.addWidget(spin)
    inset(spin)
    assert spin.findChild(QLineEdit).textMargins().left() == INSET
