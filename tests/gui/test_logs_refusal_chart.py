"""The chart: read by arrow keys and mouse, told in words, spikes marked by shape."""

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector.gui.logs.refusal_chart import RefusalChart, gathered
from inspector.logs.report import Column, LogReport


def report(counts, **more):
    columns = tuple(
        Column(at=60.0 * i, counts={401: n, 403: 1} if n else {}, requests=100, spike=n > 50)
        for i, n in enumerate(counts)
    )
    return LogReport(headline="x", width=60, columns=columns, refused=sum(counts), **more)


@pytest.fixture
def chart(qtbot, light):
    made = RefusalChart(light)
    qtbot.addWidget(made)
    made.resize(500, 132)
    made.show_report(report([1, 0, 99, 2]))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_says_how_many_columns_have_unusually_many(chart):
    assert "1 column has unusually many refusals" in chart.words
    assert chart.accessibleDescription() == chart.words


def test_arrow_keys_go_through_the_columns(qtbot, chart):
    chart.setFocus()
    with qtbot.waitSignal(chart.told) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert told.args[0].startswith("1970-01-01 00:00:00 UTC, 60 seconds: 1 × 401, 1 × 403")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "none refused" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "99 × 401, 1 × 403 (unusually many), of 100 requests" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "00:03:00" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.words.startswith("One column is 60 seconds.")


def test_the_mouse_tells_of_the_column_below_it(qtbot, chart):
    qtbot.mouseMove(chart, QPoint(310, 60))
    assert "99 × 401" in chart.words


def test_a_spike_is_marked_by_shape(chart):
    picture = chart.grab().toImage()
    text = chart._theme.colour("text")
    marks = {
        int(x * 4 / picture.width())
        for x in range(picture.width())
        for y in range(round(14 * picture.devicePixelRatio()))
        if picture.pixelColor(x, y) == text
    }
    assert 2 in marks


def test_many_columns_are_gathered_without_loss():
    columns = report(list(range(700))).columns
    few = gathered(columns, 200)
    assert len(few) <= 200
    assert sum(column.refused for column in few) == sum(column.refused for column in columns)
    assert gathered((), 200) == ()


def test_nothing_refused_hides_it(chart):
    chart.show_report(report([0, 0]))
    assert not chart.isVisible()
