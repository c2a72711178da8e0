"""A pane that scrolls down."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from inspector.gui.widgets.scrolled import Scrolled


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


def test_words_that_wrap_leave_no_empty_room_below_them(qtbot):
    pane = Scrolled()
    qtbot.addWidget(pane)
    words = QLabel("Words that wrap in a slim pane. " * 12)
    words.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    words.setSizePolicy(policy)
    pane.column.addWidget(words)
    pane.resize(1200, 40)
    pane.show()
    inner = pane.widget()
    qtbot.waitUntil(lambda: inner.height() == inner.layout().heightForWidth(inner.width()))
    pane.resize(200, 40)
    qtbot.waitUntil(lambda: inner.height() == inner.layout().heightForWidth(inner.width()))
    assert inner.height() > 100
