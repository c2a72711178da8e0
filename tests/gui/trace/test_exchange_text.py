"""The text keeps line, box and gutter together, and copies what was recorded."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor, QTextDocument

from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_text import ExchangeGutter, ExchangeText, Selected, copied, fill
from inspector.gui.trace.exchange_view import ExchangeView
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.line import Line, Segment
from tests.fixtures.contrast import contrast
from tests.gui import answer_samples as samples

LINES = tuple(
    Line(kind="sent", number=n + 1, segments=(Segment(f"line {n}␉", raw=f"line {n}\t"),))
    for n in range(40)
)


def _view(qtbot, theme):
    view = ExchangeText(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_lines(LINES)
    view.show()
    return view


def test_only_the_lines_in_sight_have_a_spot(qtbot, light):
    spots = list(_view(qtbot, light).spots())
    assert 5 < len(spots) < 15
    assert [spot.line.number for spot in spots[:3]] == [1, 2, 3]
    assert spots[1].box.top() - spots[0].box.top() == spots[0].box.height()


def test_a_point_finds_its_line(qtbot, light):
    view = _view(qtbot, light)
    assert view.line_under(QPoint(10, 30)).number == 2
    assert view.line_under(QPoint(10, 5000)) is None


def test_a_selection_copies_recorded_characters(qtbot, light):
    view = _view(qtbot, light)
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "line 0\t\n"


def test_a_change_of_size_is_taken_up(qtbot, light):
    view = _view(qtbot, light)
    usual = next(view.spots()).box.height()
    light.set_percent(200)
    assert next(view.spots()).box.height() == usual * 2
    light.set_percent(100)


# ---------------- The gutter shows pins in red and tells when one is clicked
def _view_exchange_gutter(qtbot, theme, *lines):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.resize(500, 120)
    view.show_lines(lines)
    view.show()
    return view, view.findChild(ExchangeGutter)


def test_a_click_on_a_pin_is_told(qtbot, light):
    line = Line(kind="sent", number=1, segments=(Segment("abc"),), pins=(2,))
    view, gutter = _view_exchange_gutter(qtbot, light, line)
    with qtbot.waitSignal(view.pin_clicked) as told:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    assert told.args == [2]


def test_a_pinned_line_has_a_bar_and_others_an_arrow(qtbot, light):
    pinned = Line(kind="sent", number=1, segments=(Segment("abc"),), pins=(1,))
    plain = Line(kind="sent", number=2, segments=(Segment("abc"),))
    _, gutter = _view_exchange_gutter(qtbot, light, pinned, plain)
    image = gutter.grab().toImage()
    assert image.pixel(1, 10) == QColor(light.tokens.err_fill).rgb()
    assert image.pixel(1, 32) == QColor(light.tokens.surface).rgb()


# ---------------- The text document has one block a line, coloured by style, in both themes
EXCHANGE_DOCUMENT_LINES = (
    Line(kind="sent", segments=(Segment("GET", "method"), Segment(" /x"))),
    Line(kind="divider"),
    Line(kind="received", segments=(Segment("401", "bad"),)),
)


def _colour(document, block):
    fragment = document.findBlockByNumber(block).begin().fragment()
    return fragment.charFormat().foreground().color().name().upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_block_for_each_line_in_the_colour_of_its_style(qapp, mode):
    theme = Theme(mode)
    document = QTextDocument()
    fill(document, EXCHANGE_DOCUMENT_LINES, theme)
    assert document.toPlainText() == "GET /x\n\n401"
    assert _colour(document, 0) == theme.tokens.method("GET").upper()
    assert _colour(document, 2) == theme.tokens.err.upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_on_highlighted_bytes_is_readable(qapp, mode):
    theme = Theme(mode)
    styles = ("plain", "name", "dim", "method", "scheme", "good", "bad", "mask", "warn", "cut")
    pinned = Line(kind="sent", pins=(1,), segments=tuple(Segment("x", style) for style in styles))
    document = QTextDocument()
    fill(document, (pinned,), theme)
    fragments = document.begin().begin()
    while not fragments.atEnd():
        colour = fragments.fragment().charFormat().foreground().color().name()
        assert contrast(colour, theme.tokens.mark) >= 4.5, colour
        fragments += 1


# ---------------- Copying gives recorded text: whole challenges, masks kept, no notes
def _lines():
    answer = samples.expired()
    view = View(entries=frozenset({0}))
    return exchange_lines(answer.attempt, answer.annotations, answer.verdict, view)


def test_everything_copied_is_the_exchange_with_masks():
    lines = _lines()
    text = copied(lines, Selected(0, 0, len(lines) - 1, len(lines[-1].text)))
    assert f"www-authenticate: {samples.CHALLENGE}\n" in text
    assert "already past" not in text
    assert samples.TOKEN not in text


def test_a_part_of_a_line_is_copied_as_it_stands():
    assert copied(_lines(), Selected(1, 6, 1, 9)) == "api"
