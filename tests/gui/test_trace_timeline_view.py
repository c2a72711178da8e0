"""The timeline: a row for each round, picked by mouse or keyboard, read as words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from inspector.gui.trace.timeline_view import TimelineView
from inspector.presentation.exchange.rounds import rounds
from tests.gui import answer_samples as samples


def _view(qtbot, theme, answer, current=0):
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show_rounds(rounds(answer.attempt.exchanges), current)
    view.show()
    return view


def test_rows_read_as_words(qtbot, light):
    view = _view(qtbot, light, samples.redirected())
    model = view.model()
    assert model.rowCount() == 3
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("2. Redirect: GET api.example.com/v1/orders, 401, DNS 4 ms")
    assert "was not sent on" in said


def test_a_row_is_chosen_with_the_keyboard(qtbot, light):
    view = _view(qtbot, light, samples.redirected())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_the_waterfall_shows_each_step_in_its_colour(qtbot, light):
    view = _view(qtbot, light, samples.redirected(), current=2)
    image = view.viewport().grab().toImage()
    seen = {image.pixel(x, y) for x in range(image.width()) for y in range(64)}
    for colour in ("jwt_signature", "warn_fill", "jwt_payload", "ctl"):
        assert QColor(light.tokens.colour(colour)).rgb() in seen, colour


def test_ten_thousand_rounds_are_laid_out(qtbot, light):
    view = _view(qtbot, light, samples.redirected(10_000), current=9_999)
    assert view.currentIndex().row() == 9_999
