"""The veil dims what it covers and lets clicks through."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.response.veil import Veil


def test_it_covers_and_uncovers(qtbot, light):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(100, 100)
    veil = Veil(light, parent)
    parent.show()
    clear = parent.grab().toImage()
    veil.lay(on=True)
    parent.resize(200, 120)
    assert veil.size() == parent.size()
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    veil.lay(on=False)
    parent.resize(100, 100)
    assert parent.grab().toImage() == clear
