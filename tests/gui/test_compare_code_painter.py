"""Lines of bodies: numbered, what differs has a bar, a sign and a tint, long ones are broken."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from inspector.compare.records import CodeLine
from inspector.gui.compare import line_delegate
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.line_delegate import LINE, LOOKS, CodePainter
from inspector.presentation.comparison.comparison_row import Shown

WIDTH = 600
LONG = '  "said": "' + "some words that do not fit " * 3 + '"'


@pytest.fixture
def painter(light):
    columns = Columns(light)
    columns.count, columns.room, columns.longest = 2, WIDTH, 20
    return CodePainter(light, columns)


def _row(line, *, short=True, **more):
    return Shown("code", code=(line, None), short=(short, True), **more)


@pytest.fixture
def paint(light, painter):
    def draw(row):
        image = QImage(WIDTH, 200, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        brush = QPainter(image)
        painter.paint(brush, QRect(0, 0, WIDTH, painter.height(row)), row)
        brush.end()
        return image

    return draw


def _line(text='  "a": "old"', **more):
    return CodeLine(text=text, number=more.pop("number", 3), **more)


def test_every_look_is_another(paint):
    looks = [paint(_row(_line(state=state, differs=True))) for state in LOOKS]
    looks.append(paint(_row(_line())))
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


def test_what_differs_has_a_sign_of_its_own_beside_its_tint(paint, monkeypatch):
    signs = []
    monkeypatch.setattr(line_delegate, "icon_at", lambda *call: signs.append(call[2][0]))
    for state in LOOKS:
        paint(_row(_line(state=state, differs=True)))
    assert len(set(signs)) == len(signs) == 4
    paint(_row(_line()))
    assert len(signs) == 4


@pytest.mark.parametrize("state", LOOKS)
def test_what_differs_has_a_bar_over_its_whole_height(paint, light, state):
    image = paint(_row(_line(LONG, state=state, differs=True)))
    ink = light.colour(LOOKS[state][1]).rgb()
    bar = [x for x in range(WIDTH) if all(image.pixel(x, y) == ink for y in range(2 * LINE))]
    assert len(bar) == 3


def test_numbers_and_marks_are_painted(paint):
    plain = paint(_row(_line()))
    assert paint(_row(_line(number=4))) != plain
    assert paint(_row(_line(marks=((8, 11),)))) != plain


def test_a_long_line_is_broken_where_it_is_to_be_read(painter):
    assert painter.height(_row(_line())) == LINE
    assert painter.height(_row(_line(LONG))) > 2 * LINE
    assert painter.height(_row(_line(LONG), short=False)) == LINE
    assert painter.height(_row(_line(LONG, marks=((12, 15),)), short=False)) > 2 * LINE


def test_the_bodies_stand_off_from_what_is_around_them(painter):
    first = _row(_line(), begins=True)
    assert painter.height(first) > LINE
    assert painter.height(_row(_line(), ends=True)) > LINE
    assert painter.first(QRect(0, 10, WIDTH, 40), first).y() > 10


def test_rows_grow_with_the_text(painter, light):
    columns = painter._columns
    light.set_percent(200)
    assert CodePainter(light, columns).height(_row(_line("{}"))) == 2 * LINE
