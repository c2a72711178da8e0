"""The gutter shows pins in red and tells when one is clicked."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from inspector.gui.trace.exchange_gutter import ExchangeGutter
from inspector.gui.trace.exchange_view import ExchangeView
from inspector.gui.trace.line import Line, Segment


def _view(qtbot, theme, *lines):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.resize(500, 120)
    view.show_lines(lines)
    view.show()
    return view, view.findChild(ExchangeGutter)


def test_a_click_on_a_pin_is_told(qtbot, light):
    line = Line(kind="sent", number=1, segments=(Segment("abc"),), pins=(2,))
    view, gutter = _view(qtbot, light, line)
    with qtbot.waitSignal(view.pin_clicked) as told:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    assert told.args == [2]


def test_a_pinned_line_has_a_bar_and_others_an_arrow(qtbot, light):
    pinned = Line(kind="sent", number=1, segments=(Segment("abc"),), pins=(1,))
    plain = Line(kind="sent", number=2, segments=(Segment("abc"),))
    _, gutter = _view(qtbot, light, pinned, plain)
    image = gutter.grab().toImage()
    assert image.pixel(1, 10) == QColor(light.tokens.err_fill).rgb()
    assert image.pixel(1, 32) == QColor(light.tokens.surface).rgb()
