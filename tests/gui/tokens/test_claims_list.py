"""The rows of a token: parts as headings, failing rows banded and pinned, copying by keyboard."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from inspector.gui.tokens.claims_list import ClaimsList, Wishes, shared
from inspector.model.token import TokenPart, TokenRow

PARTS = (
    TokenPart(name="header", title="Header", rows=(TokenRow(name="alg", value="RS256"),)),
    TokenPart(
        name="payload",
        title="Payload",
        rows=(
            TokenRow(
                name="exp", value="17\u202e64", meaning="in words", note="Expired", level="bad"
            ),
            TokenRow(name="sub", value="x" * 300, meaning="User it speaks for"),
        ),
    ),
)


@pytest.fixture
def claims(qtbot, light):
    made = ClaimsList(light)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_parts(PARTS, {"exp": 2, "sub": 1})
    made.show()
    return made


def _row(claims, part, row, column=0):
    return claims.plain.index(row, column, claims.plain.index(part, 0))


def test_each_member_is_a_row_under_its_part(claims):
    assert [claims.plain.index(n, 0).data() for n in range(2)] == ["Header", "Payload"]
    assert [_row(claims, 1, 0, column).data() for column in range(4)] == [
        "exp",
        "17\ufffd64",
        "in words",
        "Expired",
    ]


def test_the_check_is_read_aloud_with_its_result_and_its_proof(claims):
    said = [
        _row(claims, *place, 3).data(Qt.ItemDataRole.AccessibleTextRole)
        for place in ((0, 0), (1, 0), (1, 1))
    ]
    assert said == ["Nothing to check", "Fails: Expired, evidence 2", "Nothing to check"]


def test_what_is_cut_off_is_whole_in_its_tooltip(claims):
    assert _row(claims, 1, 1, 1).data(Qt.ItemDataRole.ToolTipRole) == "x" * 300


def test_the_columns_fill_the_width_and_leave_the_check_whole(claims):
    widths = [claims.columnWidth(column) for column in range(4)]
    assert sum(widths) == claims.viewport().width()
    assert widths[3] > claims.fontMetrics().horizontalAdvance("Expired")


def test_chosen_rows_are_copied(qtbot, claims):
    flag = QItemSelectionModel.SelectionFlag
    claims.selectionModel().select(_row(claims, 1, 0), flag.Select | flag.Rows)
    qtbot.keyClick(claims, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "exp\t17\ufffd64\tin words\tExpired"


def test_the_current_row_tells_its_part(claims, qtbot):
    told = []
    claims.pointed.connect(told.append)
    claims.setFocus()
    qtbot.waitUntil(claims.hasFocus)
    claims.setCurrentIndex(_row(claims, 0, 0))
    qtbot.keyClick(claims, Qt.Key.Key_Down)
    qtbot.keyClick(claims, Qt.Key.Key_Down)
    assert told[-2:] == ["payload", "payload"]
    claims.clearFocus()
    assert told[-1] == ""


def test_the_row_under_the_pointer_tells_its_part(claims, qtbot):
    with qtbot.waitSignal(claims.pointed) as pointed:
        claims.entered.emit(_row(claims, 1, 1))
    assert pointed.args == ["payload"]


def test_lit_rows_are_tinted_and_barred(claims, light):
    x, y = 1, claims.visualRect(_row(claims, 1, 1)).center().y()
    plain = claims.grab().toImage().pixelColor(x, y)
    claims.light("payload")
    assert claims.grab().toImage().pixelColor(x, y) != plain


def test_it_has_a_name(claims):
    assert claims.objectName() == "claims_list"
    assert claims.accessibleName()


def test_where_nothing_is_checked_that_is_not_said_in_every_row(claims):
    rows = (TokenRow(name="length", value="8 characters"),)
    claims.show_parts((TokenPart(name="text", title="Text", rows=rows),))
    assert claims.isColumnHidden(3)
    claims.show_parts(PARTS)
    assert not claims.isColumnHidden(3)


# ---------------- Times are whole before addresses are; a value always has some room
WISHES = Wishes(name=90, value=200, meaning=170, times=165, check=150)


def test_where_all_fit_each_gets_what_it_needs():
    assert shared(WISHES, 800, 88) == (90, 252, 308, 150)


def test_where_they_do_not_a_time_is_whole_and_a_value_has_the_least():
    name, value, meaning, check = shared(WISHES, 500, 88)
    assert name + value + meaning + check == 500
    assert meaning >= 165
    assert value >= 88
    assert check == 150


def test_a_long_check_gives_way_to_a_time():
    name, value, meaning, check = shared(WISHES._replace(check=400), 560, 88)
    assert (name, value, meaning, check) == (90, 88, 165, 217)


def test_without_times_value_and_meaning_share():
    _, value, meaning, _ = shared(WISHES._replace(times=8, value=300), 500, 88)
    assert 88 < meaning < value


@pytest.mark.parametrize("whole", [0, 50, 200])
def test_the_smallest_widths_do_not_go_below_zero(whole):
    assert all(width >= 0 for width in shared(WISHES, whole, 88))


def test_a_short_meaning_is_whole_beside_a_long_value():
    _, _, meaning, _ = shared(Wishes(name=80, value=900, meaning=70, times=4, check=185), 480, 88)
    assert meaning >= 70


# ---------------- Failing rows are banded, barred and pinned
@pytest.fixture
def drawn(qtbot, light):
    """Return what is drawn of a row: the picture of the list and the row's place."""

    def draw(level, pins, note="Expired"):
        made = ClaimsList(light)
        qtbot.addWidget(made)
        made.resize(600, 120)
        row = TokenRow(name="exp", value="1", meaning="m", note=note, level=level)
        made.show_parts((TokenPart(name="payload", title="Payload", rows=(row,)),), pins)
        first = made.plain.index(0, 0, made.plain.index(0, 0))
        place = made.visualRect(first).united(made.visualRect(first.siblingAtColumn(3)))
        return made.grab().toImage(), place

    return draw


def test_a_failing_row_is_banded_and_barred(drawn, light):
    image, place = drawn("bad", {})
    assert image.pixelColor(200, place.top() + 3) == light.colour("err_soft")
    assert image.pixelColor(1, place.center().y()) == light.colour("err_fill")
    image, place = drawn("good", {})
    assert image.pixelColor(1, place.center().y()) != light.colour("err_fill")


def test_each_level_has_a_sign_of_its_own(drawn):
    pictures = []
    for level in ("good", "odd", "bad", "info"):
        image, place = drawn(level, {}, "x")
        grey = image.copy(place.right() - 60, place.top(), 60, 36).convertToFormat(
            image.Format.Format_Grayscale8
        )
        pictures.append(grey)
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_the_evidence_stands_before_the_check(drawn, light):
    with_pin, place = drawn("bad", {"exp": 2})
    without, _ = drawn("bad", {})
    rows = range(place.top(), place.bottom())
    red = light.colour("err_fill")

    def reds(image):
        return sum(image.pixelColor(x, y) == red for x in range(400, 600) for y in rows)

    assert reds(with_pin) > reds(without) + 50
