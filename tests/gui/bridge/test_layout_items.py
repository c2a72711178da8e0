"""Python points at no item of a layout that Qt may delete without a word."""

import pytest
import shiboken6
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from inspector.gui.bridge.layout_items import hold_no_items
from inspector.gui.widgets.flow_layout import FlowLayout


def pointed_at():
    """What Python holds of layouts' items, alive or not."""
    kinds = (QWidgetItem, QSpacerItem)
    return [each for each in shiboken6.getAllValidWrappers() if type(each) in kinds]


def filled(layout):
    for name in "abc":
        layout.addWidget(QLabel(name))
    return layout


def deep():
    outer = filled(QHBoxLayout())
    outer.addLayout(filled(QVBoxLayout()))
    outer.addStretch(1)
    return outer


NESTED = {
    "below": lambda pane: QVBoxLayout(pane).addLayout(filled(QHBoxLayout())),
    "before": lambda pane: filled(QVBoxLayout(pane)).insertLayout(0, filled(QHBoxLayout())),
    "grid": lambda pane: QVBoxLayout(pane).addLayout(filled(QGridLayout())),
    "in a grid": lambda pane: QGridLayout(pane).addLayout(filled(QHBoxLayout()), 0, 0),
    "set": lambda pane: pane.setLayout(filled(QVBoxLayout())),
    "deep": lambda pane: QVBoxLayout(pane).addLayout(deep()),
}


@pytest.fixture
def before(qapp):
    hold_no_items()
    return pointed_at()


def new_since(before):
    return [one for one in pointed_at() if not any(one is each for each in before)]


@pytest.mark.parametrize("way", NESTED)
def test_a_filled_layout_may_be_put_anywhere(qtbot, before, way):
    pane = QWidget()
    qtbot.addWidget(pane)
    NESTED[way](pane)
    assert new_since(before) == []
    shiboken6.delete(pane.findChildren(QLabel)[0])
    assert new_since(before) == []


@pytest.mark.parametrize("nested", [False, True])
def test_items_of_a_flow_go_with_their_widgets_and_with_the_flow(qtbot, before, nested):
    pane = QWidget()
    flow = filled(FlowLayout() if nested else FlowLayout(pane))
    if nested:
        QVBoxLayout(pane).addLayout(flow)
    first, second, third = (flow.itemAt(at).widget() for at in range(3))
    assert len(new_since(before)) == 3
    shiboken6.delete(first)
    assert {each.widget() for each in new_since(before)} == {second, third}
    second.setParent(None)
    assert [each.widget() for each in new_since(before)] == [third]
    del flow
    shiboken6.delete(pane)
    assert new_since(before) == []


def test_it_is_done_once(qapp):
    hold_no_items()
    method = QVBoxLayout.addLayout
    hold_no_items()
    assert QVBoxLayout.addLayout is method
