"""Good, bad and changed values look different, by more than colour; marks are painted."""

import random

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from inspector.compare import Cell, Line
from inspector.compare.records import CodeLine
from inspector.gui.compare import line_delegate
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.line_delegate import (
    HEIGHT,
    LINE,
    LOOKS,
    MOST,
    CodePainter,
    LineDelegate,
    wrapped,
)
from inspector.presentation.comparison.comparison_words import Shown


class _Index(QModelIndex):
    def __init__(self, row):
        super().__init__()
        self._row = row

    def data(self, _role):
        return self._row


@pytest.fixture
def paint(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    columns = Columns(light)
    columns.count, columns.room = 2, 700
    delegate = LineDelegate(light, columns, view)

    def draw(row, state=QStyle.StateFlag.State_None):
        option = QStyleOptionViewItem()
        option.state = state
        option.rect = QRect(0, 0, 700, HEIGHT)
        image = QImage(700, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        delegate.paint(painter, option, _Index(row))
        painter.end()
        return image

    return draw


def _line(state, marks=(), note=""):
    cells = (Cell(text="a value"), Cell(text="a value", state=state, marks=marks, note=note))
    return Shown("line", "aud", Line(name="aud", cells=cells, differs=True))


def test_every_state_has_a_look_of_its_own(paint):
    looks = [paint(_line(state)) for state in ("", "good", "bad", "changed")]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


def test_marks_and_notes_are_painted(paint):
    plain = paint(_line("bad"))
    assert paint(_line("bad", marks=((2, 5),))) != plain
    assert paint(_line("bad", note="past")) != plain


def test_folds_and_sections_are_painted(paint):
    closed = paint(Shown("fold", "3 are the same", key="x"))
    assert paint(Shown("fold", "3 are the same", key="x", opened=True)) != closed
    assert paint(Shown("section", "Request")) != closed


def test_a_missing_value_is_a_dash(paint):
    cells = (Cell(text="a value"), None)
    line = Line(name="aud", cells=cells, differs=True)
    assert paint(Shown("line", "aud", line)) != paint(_line(""))


def test_a_row_of_bodies_says_at_the_left_what_it_is(paint):
    code = (CodeLine(text="{", number=1), CodeLine(text="{", number=1))
    rows = [Shown("code", text, code=code, short=(True, True)) for text in ("JSON", "")]
    assert paint(rows[0]) != paint(rows[1])


def test_what_is_too_much_has_a_sign_of_its_own(paint):
    assert paint(Shown("more", "3 more", key="x")) != paint(Shown("fold", "3 more", key="x"))


def test_chosen_rows_are_seen_and_the_one_with_the_focus_is_told_from_them(paint):
    row, flag = Shown("section", "Request"), QStyle.StateFlag
    looks = [
        paint(row),
        paint(row, flag.State_Selected),
        paint(row, flag.State_Selected | flag.State_HasFocus),
    ]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


# ---------------- Lines of bodies
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
def code_painter_paint(light, painter):
    def draw(row):
        image = QImage(WIDTH, 200, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        brush = QPainter(image)
        painter.paint(brush, QRect(0, 0, WIDTH, painter.height(row)), row)
        brush.end()
        return image

    return draw


def _code_painter_line(text='  "a": "old"', **more):
    return CodeLine(text=text, number=more.pop("number", 3), **more)


def test_every_look_is_another(code_painter_paint):
    looks = [
        code_painter_paint(_row(_code_painter_line(state=state, differs=True))) for state in LOOKS
    ]
    looks.append(code_painter_paint(_row(_code_painter_line())))
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


def test_what_differs_has_a_sign_of_its_own_beside_its_tint(code_painter_paint, monkeypatch):
    signs = []
    monkeypatch.setattr(line_delegate, "icon_at", lambda *call: signs.append(call[2][0]))
    for state in LOOKS:
        code_painter_paint(_row(_code_painter_line(state=state, differs=True)))
    assert len(set(signs)) == len(signs) == 4
    code_painter_paint(_row(_code_painter_line()))
    assert len(signs) == 4


@pytest.mark.parametrize("state", LOOKS)
def test_what_differs_has_a_bar_over_its_whole_height(code_painter_paint, light, state):
    image = code_painter_paint(_row(_code_painter_line(LONG, state=state, differs=True)))
    ink = light.colour(LOOKS[state][1]).rgb()
    bar = [x for x in range(WIDTH) if all(image.pixel(x, y) == ink for y in range(2 * LINE))]
    assert len(bar) == 3


def test_numbers_and_marks_are_painted(code_painter_paint):
    plain = code_painter_paint(_row(_code_painter_line()))
    assert code_painter_paint(_row(_code_painter_line(number=4))) != plain
    assert code_painter_paint(_row(_code_painter_line(marks=((8, 11),)))) != plain


def test_a_long_line_is_broken_where_it_is_to_be_read(painter):
    assert painter.height(_row(_code_painter_line())) == LINE
    assert painter.height(_row(_code_painter_line(LONG))) > 2 * LINE
    assert painter.height(_row(_code_painter_line(LONG), short=False)) == LINE
    assert painter.height(_row(_code_painter_line(LONG, marks=((12, 15),)), short=False)) > 2 * LINE


def test_the_bodies_stand_off_from_what_is_around_them(painter):
    first = _row(_code_painter_line(), begins=True)
    assert painter.height(first) > LINE
    assert painter.height(_row(_code_painter_line(), ends=True)) > LINE
    assert painter.first(QRect(0, 10, WIDTH, 40), first).y() > 10


def test_rows_grow_with_the_text(painter, light):
    columns = painter._columns
    light.set_percent(200)
    assert CodePainter(light, columns).height(_row(_code_painter_line("{}"))) == 2 * LINE


# ---------------- A long line of code is broken where it reads well
def _texts(text, room):
    return [piece for piece, _marks in wrapped(text, (), room)]


def test_a_short_line_is_one_piece():
    assert wrapped('  "a": 1', ((7, 8),), 20) == (('  "a": 1', ((7, 8),)),)
    assert wrapped("", (), 20) == (("", ()),)


def test_it_breaks_after_a_blank_and_hangs_in():
    line = '  "error": "the_token_expired",'
    assert _texts(line, 28) == ['  "error": ', '    "the_token_expired",']
    assert _texts(line, 24) == ['  "error": ', '  "the_token_expired",']


def test_a_value_that_fits_into_the_next_piece_is_not_broken():
    assert _texts('"exp": 1795606400,', 16) == ['"exp": ', "1795606400,"]
    assert _texts('"exp": 17956064001795606400', 16)[0] == '"exp": 179560640'


def test_a_comma_stays_with_its_value():
    assert _texts('"a": "0123456789",', 17) == ['"a": "0123456789",']


def test_without_a_blank_it_breaks_where_it_is_full():
    assert _texts("abcdefghijklmno", 10) == ["abcdefghij", "klmno"]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_and_marks_stay_on_their_characters(seed):
    chance = random.Random(seed)
    text = "  x" + "".join(chance.choice("abc  ") for _ in range(chance.randrange(1, 60))) + "."
    room = chance.choice([20, 30])
    start = chance.randrange(2, len(text))
    pieces = wrapped(text, ((start, start + 5),), room)
    assert all(len(piece) <= room for piece, _marks in pieces)
    marked = "".join(piece[a:b] for piece, marks in pieces for a, b in marks)
    assert marked == text[start : start + 5]
    first, *others = [piece for piece, _marks in pieces]
    assert first + "".join(piece[4 if room == 30 else 2 :] for piece in others) == text


def test_of_a_very_long_line_what_differs_is_shown():
    text = '  "note": "' + "x" * 500 + "DIFFERS" + "y" * 500
    at = text.index("DIFFERS")
    pieces = wrapped(text, ((at, at + 7),), 20)
    assert len(pieces) <= MOST
    assert "".join(piece[a:b] for piece, marks in pieces for a, b in marks) == "DIFFERS"


@pytest.mark.parametrize("room", [1, 2, 3, 7])
def test_hardly_any_room_is_no_trouble(room):
    assert wrapped(" " * 30 + '"deep": 1', ((32, 34),), room)
