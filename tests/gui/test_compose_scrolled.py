"""A pane that scrolls down."""

from PySide6.QtWidgets import QLabel

from inspector.gui.compose.scrolled import Scrolled


def test_it_scrolls_when_its_content_is_taller(qtbot):
    pane = Scrolled()
    qtbot.addWidget(pane)
    for number in range(40):
        pane.column.addWidget(QLabel(str(number)))
    pane.resize(200, 100)
    pane.show()
    assert pane.verticalScrollBar().maximum() > 0
    assert pane.horizontalScrollBar().maximum() == 0
