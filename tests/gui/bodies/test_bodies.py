"""Search in bytes: every match, forward and back, round the end."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from inspector.gui.bodies.line_view import (
    LineView,
    RowLook,
    RowSource,
    coloured,
    paint_marks,
    paint_number,
    paint_text,
)
from inspector.gui.bodies.page_view import PageView
from inspector.gui.bodies.picture_view import PictureView
from inspector.presentation.bodies.body_rows import COPY_LIMIT, HexRows, MaskedRows, Matches
from inspector.presentation.bodies.line_index import LONGEST, rows_of
from inspector.presentation.bodies.secret_blocks import SecretBlocks
from tests.fixtures.processor_time import within


def test_matches_whatever_the_letter_case():
    assert Matches(b"Token TOKEN token", "token", 10).starts == [0, 6, 12]


def test_next_and_previous_go_round():
    found = Matches(b"a..a..a", "a", 10)
    assert [found.next(byte) for byte in (0, 1, 6, 7)] == [0, 3, 6, 0]
    assert [found.previous(byte) for byte in (6, 3, 0)] == [3, 0, 6]


def test_nothing_to_find():
    assert Matches(b"abc", "x", 10).next(0) is None
    assert Matches(b"abc", "", 10).previous(0) is None


def test_no_more_than_asked_for_are_kept():
    assert len(Matches(b"a" * 100, "a", 5).starts) == 5


def test_text_beyond_ascii_is_found():
    assert Matches("x größe".encode(), "größe", 10).starts == [2]


# ---------------- Bytes as hexadecimal; bytes of secrets stay hidden
def test_a_row_has_offset_digits_and_characters():
    rows = HexRows(b"GET / HTTP/1.1\r\nHost")
    assert len(rows) == 2
    assert (
        rows.text(0)
        == "00000000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1.."
    )
    assert rows.text(1).startswith("00000010  48 6f 73 74   ")
    assert len(rows.text(0)) <= rows.widest


def test_bytes_of_secrets_are_dots():
    text = HexRows(b"key=abc;", SecretBlocks(b"key=abc;", known=((4, 7),))).text(0)
    assert "61 62 63" not in text
    assert "6b 65 79 3d •• •• •• 3b" in text
    assert text.endswith("key=•••;")


def test_a_byte_finds_its_row_and_its_digits():
    rows = HexRows(bytes(40))
    assert rows.row_at(17) == 1
    assert rows.span(2) == (32, 40)
    assert rows.text(1)[rows.column(1, 17) :].startswith("00 ")
    assert rows.number(0) == 0


# ---------------- The painted view
TEXT = b"\n".join(b"row %d" % number for number in range(500))


def _view(qtbot, theme, data=TEXT, **more):
    view = LineView(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_rows(rows_of(data), **more)
    view.show()
    return view


def test_the_keyboard_moves_and_tells_the_row(qtbot, light):
    view = _view(qtbot, light)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == 1
    assert view.accessibleDescription() == "Row 2: row 1"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == 499
    assert view.verticalScrollBar().value() > 400
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.current, view.verticalScrollBar().value()) == (0, 0)


def test_selected_rows_are_copied(qtbot, light):
    view = _view(qtbot, light)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "row 0\nrow 1"
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text() == TEXT.decode()


def test_a_long_line_is_copied_whole(qtbot, light):
    view = _view(qtbot, light, b"a" * 7000 + b"\nb")
    view.go_to(3, extend=True)
    assert view.selected_text() == "a" * 7000


def test_the_mouse_picks_a_row(qtbot, light):
    view = _view(qtbot, light)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 30))
    assert view.current == 1


def test_marked_bytes_are_painted(qtbot, light):
    view = _view(qtbot, light, b"find me here")
    view.mark(((5, 7),))
    image = view.viewport().grab().toImage()
    wanted = QColor(light.tokens.warn_line).rgb()
    found = [x for x in range(image.width()) if image.pixel(x, 3) == wanted]
    assert 10 < len(found) < 24


def test_a_byte_far_away_is_brought_into_sight(qtbot, light):
    view = _view(qtbot, light, TEXT)
    view.show_byte(TEXT.index(b"row 400"))
    assert view.current == 400
    top = view.verticalScrollBar().value()
    assert top < 400 < top + 20


def test_fifty_megabytes_are_painted_at_once(qtbot, light):
    rows = rows_of(b"0123456789 " * 5 + b"\n" * 1 + b"x" * 50_000_000)
    view = LineView(light)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()

    def shown():
        view.show_rows(rows)
        view.go_to(len(rows) - 1)
        view.viewport().grab()

    within(2, shown)
    assert len(rows) > 20_000


# ---------------- One row is painted in the colours of its pieces, its marks behind
BOX = QRect(0, 0, 300, 21)


@pytest.fixture
def canvas(light):
    image = QImage(300, 21, QImage.Format.Format_RGB32)
    image.fill(QColor(light.tokens.surface))
    painter = QPainter(image)
    font = light.code_font()
    painter.setFont(font)
    yield image, painter, QFontMetricsF(font).horizontalAdvance("0")
    painter.end()


def _columns(image, colour):
    wanted = QColor(colour).rgb()
    return [x for x in range(300) if any(image.pixel(x, y) == wanted for y in range(21))]


def test_names_of_json_have_a_colour_of_their_own(light, canvas):
    image, painter, advance = canvas
    paint_text(painter, RowLook(light, advance, json=True), '"name": 12', BOX)
    name, number = (_columns(image, light.tokens.colour(token)) for token in ("accent", "warn"))
    assert name
    assert number
    assert max(name) < min(number)


def test_marked_bytes_have_their_ground(light, canvas):
    image, painter, advance = canvas
    paint_marks(painter, RowLook(light, advance, marks=((2, 5),)), rows_of(b"abcdefgh"), 0, BOX)
    ground = _columns(image, light.tokens.warn_line)
    assert abs(min(ground) - 2 * advance) < 2
    assert abs(max(ground) - 5 * advance) < 2


@pytest.mark.parametrize("number", [0, 12])
def test_each_row_has_a_number_or_a_sign(light, canvas, number):
    image, painter, advance = canvas
    before = image.copy()
    paint_number(painter, RowLook(light, advance), number, QRect(0, 0, 40, 21))
    assert image != before


# ---------------- Names, strings and other values of a row of JSON are told apart
def test_name_string_and_number():
    text = '  "a": "b", "c" : -1.5e3, true'
    assert [(text[p.start : p.end], p.token) for p in coloured(text)] == [
        ('"a"', "accent"),
        ('"b"', "text"),
        ('"c"', "accent"),
        ("-1.5e3", "warn"),
        ("true", "warn"),
    ]


def test_a_string_that_goes_on_in_the_next_row_is_still_a_string():
    assert [piece.token for piece in coloured('"open and 12 more')] == ["text"]


# ---------------- Everything the line view can show keeps to one interface
def _masked(data):
    return MaskedRows(rows_of(data), SecretBlocks(data))


@pytest.mark.parametrize("make", [rows_of, HexRows, _masked])
def test_rows_are_consistent(make):
    data = b"some text\nand more of it\n" * 3
    rows: RowSource = make(data)
    assert rows.data == data
    for row in range(len(rows)):
        start, end = rows.span(row)
        assert rows.row_at(start) == row
        assert rows.column(row, end) <= rows.widest
        assert len(rows.text(row)) <= rows.widest
        assert rows.number(row) >= 0
    assert rows.copied(0, len(rows) - 1)


# ---------------- Rows of a large text show masks, also where a secret goes on in the next row
TOKEN = "tok" + "q" * 45


def _rows(data):
    return MaskedRows(rows_of(data), SecretBlocks(data))


def _text(rows):
    return "\n".join(rows.text(row) for row in range(len(rows)))


def test_a_token_is_masked_and_the_rest_stays():
    rows = _rows(b'line one\n{"access_token":"' + TOKEN.encode() + b'","x":1}\nlast')
    assert "q" * 20 not in _text(rows)
    assert _text(rows).startswith("line one\n")
    assert '"x":1}\nlast' in _text(rows)


def test_a_token_over_several_rows_is_hidden_in_each():
    long = "ab12" * LONGEST
    rows = _rows(('{"access_token":"' + long + '"}').encode())
    assert len(rows) > 3
    assert "ab12ab12ab12" not in _text(rows)


def test_columns_take_the_mask_into_account():
    data = b'{"access_token":"' + TOKEN.encode() + b'","x":1}'
    rows = _rows(data)
    text = rows.text(0)
    assert rows.column(0, 2) == 2
    assert text[rows.column(0, data.index(b'"x"')) :].startswith('"x"')
    assert rows.column(0, data.index(TOKEN.encode())) == text.index("tokq")


def test_a_copy_holds_masks_and_has_a_limit():
    data = b'{"access_token":"' + TOKEN.encode() + b'"}\n' + b"line\n" * (COPY_LIMIT // 4)
    rows = _rows(data)
    text = rows.copied(0, len(rows) - 1)
    assert TOKEN not in text
    assert text.endswith("show secrets to copy all")
    assert rows.copied(1, 2) == "line\nline"


@pytest.mark.parametrize("kind", [PictureView, PageView])
def test_what_scrolls_by_itself_keeps_a_useful_height(light, qtbot, kind):
    view = kind(light)
    qtbot.addWidget(view)
    light.set_percent(200)
    assert view.minimumHeight() == 300
