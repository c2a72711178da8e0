"""A pane that scrolls down."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.widgets.scrolled import Scrolled, bring, bring_soon


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


# ---------------- What is to be seen is scrolled to, in every pane around it
@pytest.fixture
def field(qtbot):
    """A field at the end of a pane at the end of another pane."""
    outer, inner, field = Scrolled(), Scrolled(), QLineEdit()
    qtbot.addWidget(outer)
    for pane, last in ((inner, field), (outer, inner)):
        for number in range(20):
            pane.column.addWidget(QLabel(str(number)))
        pane.column.addWidget(last)
    inner.setMinimumHeight(90)
    outer.resize(200, 120)
    outer.show()
    yield field
    outer.close()  # kept until here


def test_it_is_brought_through_every_pane(field):
    assert field.visibleRegion().isEmpty()
    bring(field)
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_what_was_just_shown_is_brought_when_it_has_its_place(field, qtbot):
    field.hide()
    qtbot.waitUntil(lambda: not field.isVisible())
    field.show()
    bring_soon(field)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())


def test_outside_of_panes_nothing_happens(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    window.show()
    bring(field)
    assert not window.findChildren(QScrollArea)
