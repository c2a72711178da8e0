"""The rows of a token: parts as headings, failing rows banded and pinned, copying by keyboard."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from inspector.gui.tokens.claims_list import ClaimsList
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
