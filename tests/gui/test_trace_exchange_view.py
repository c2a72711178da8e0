"""The exchange view: jumps and flashes, copies raw text, is read aloud, asks for more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from inspector.gui.trace.exchange_view import ExchangeView
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.line import Line, Segment
from tests.gui import answer_samples as samples


def _view(qtbot, theme, lines=None):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.resize(600, 200)
    if lines is None:
        answer = samples.expired()
        shown = View(entries=frozenset({0}))
        lines = exchange_lines(answer.attempt, answer.annotations, answer.verdict, shown)
    view.show_lines(lines)
    view.show()
    return view


def test_a_pin_is_brought_into_sight_and_flashes_for_a_moment(qtbot, light):
    view = _view(qtbot, light)
    assert view.jump_to_pin(1)
    assert view.is_flashed(12)
    assert any(spot.line.number == 13 for spot in view.spots())
    qtbot.waitUntil(lambda: not view.is_flashed(12))


def test_with_reduced_motion_nothing_flashes(qtbot, light):
    view = _view(qtbot, light)
    view.set_still(still=True)
    assert view.jump_to_pin(1)
    assert not view.is_flashed(12)


def test_an_unknown_pin_moves_nothing(qtbot, light):
    assert not _view(qtbot, light).jump_to_pin(9)


def test_copying_all_gives_the_recorded_text_with_masks(qtbot, light):
    view = _view(qtbot, light)
    view.selectAll()
    view.copy()
    text = QGuiApplication.clipboard().text()
    assert samples.CHALLENGE in text
    assert samples.TOKEN not in text
    assert "already past" not in text


def test_the_line_of_the_cursor_is_told_to_screen_readers(qtbot, light):
    view = _view(qtbot, light)
    view.setTextCursor(QTextCursor(view.document().findBlockByNumber(12)))
    assert view.accessibleDescription().startswith("line 13, evidence 1, error invalid_token")
    assert view.accessibleName()


def test_enter_asks_for_what_the_line_offers(qtbot, light):
    more = Line(kind="more", segments=(Segment("3 exchanges not shown", "cut"),), action="show:0-3")
    view = _view(qtbot, light, (more,))
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [more]


def test_no_widget_text_holds_the_token(qtbot, light):
    view = _view(qtbot, light)
    assert samples.TOKEN not in view.toPlainText()
    assert samples.TOKEN not in view.toHtml()


def test_tab_leaves_the_view(qtbot, light):
    assert _view(qtbot, light).tabChangesFocus()


def test_a_line_put_at_the_top_stays_there_through_resizing_until_somebody_scrolls(qtbot, light):
    view = _view(qtbot, light)
    view.resize(600, 800)
    view.bring_up(9)
    view.resize(600, 120)
    assert next(view.spots()).line.number in (9, 10)
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    view.resize(600, 140)
    assert next(view.spots()).line.number == 1
