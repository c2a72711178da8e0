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


def test_limited_content_leaves_the_bar_at_the_edge(qtbot):
    pane = Scrolled()
    qtbot.addWidget(pane)
    pane.limit(300)
    pane.resize(500, 100)
    pane.show()
    assert pane.widget().width() == 300
    assert pane.width() == 500
