"""The foot of a comparison explains the colours that are there, where it has the room."""

import pytest

from inspector.compare.records import Cell, Comparison, Line, Section
from inspector.gui.compare.lines_view import Legend
from inspector.gui.widgets.label import Label


def comparison(*states):
    cells = tuple(Cell(text="x", state=state) for state in states)
    line = Line(name="aud", cells=(*cells, None))
    return Comparison(heads=(), sections=(Section(id="a", title="A", lines=(line,)),))


@pytest.fixture
def legend(light, qtbot):
    made = Legend(light)
    qtbot.addWidget(made)
    made.resize(800, 40)
    return made


def said(legend):
    return [each.text() for each in legend.findChildren(Label) if each.isVisibleTo(legend)]


def test_only_what_occurs_is_explained(legend):
    legend.show_states(comparison("bad", "good", ""))
    legend.fit(800)
    assert not legend.isHidden()
    assert said(legend) == ["stands in the way", "as the API wants it", "Tinted characters differ"]
    legend.show_states(comparison("changed"))
    assert said(legend) == ["changed", "Tinted characters differ"]


def test_it_gives_way(legend, light):
    legend.show_states(comparison("bad"))
    legend.fit(500)
    assert legend.isHidden()
    light.set_percent(200)
    legend.fit(800)
    assert legend.isHidden()
    legend.show_states(comparison(""))
    legend.fit(2_000)
    assert legend.isHidden()
