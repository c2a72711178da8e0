"""The rows of a token: parts as headings, failing rows banded, copying by keyboard."""

import pytest
from PySide6.QtCore import Qt
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
        ),
    ),
)


@pytest.fixture
def claims(qtbot, light):
    made = ClaimsList(light)
    qtbot.addWidget(made)
    made.show_parts(PARTS)
    made.resize(600, 300)
    made.show()
    return made


def test_each_member_is_a_row_under_its_part(claims):
    assert [claims.topLevelItem(n).text(0) for n in range(2)] == ["Header", "Payload"]
    exp = claims.topLevelItem(1).child(0)
    assert [exp.text(column) for column in range(4)] == [
        "exp",
        "17\ufffd64",
        "in words",
        "Expired",
    ]


def test_a_failing_row_is_banded_and_has_an_icon(claims, light):
    exp = claims.topLevelItem(1).child(0)
    assert exp.background(0).color() == light.colour("err_soft")
    assert not exp.icon(3).isNull()
    alg = claims.topLevelItem(0).child(0)
    assert alg.icon(3).isNull()


def test_chosen_rows_are_copied(qtbot, claims):
    claims.topLevelItem(1).child(0).setSelected(True)
    qtbot.keyClick(claims, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "exp\t17\ufffd64\tin words\tExpired"


def test_it_has_a_name(claims):
    assert claims.objectName() == "claims_list"
    assert claims.accessibleName()
