"""What is to be seen is scrolled to, in every pane around it."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.widgets.in_sight import bring, bring_soon
from inspector.gui.widgets.scrolled import Scrolled


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
