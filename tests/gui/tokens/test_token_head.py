"""The head says the result with an icon and words, and the kind in chips."""

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent

from inspector.gui.tokens.token_head import Chip, TokenHead
from inspector.presentation.tokens.token_state import Headline


@pytest.fixture
def head(light, qtbot):
    made = TokenHead(light)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    return made


def _left(head, chip):
    return chip.mapTo(head, chip.rect().topLeft()).x()


def _top(head, chip):
    return chip.mapTo(head, chip.rect().topLeft()).y()


def test_the_icon_tells_the_results_apart(head):
    pictures = []
    for level, icon in (("good", "circle-check"), ("bad", "timer-off")):
        head.show_result(Headline("Access token", level, icon))
        pictures.append(head._icon.pixmap().toImage())
    assert pictures[0] != pictures[1]
    assert head.title.text() == "Access token"


def test_the_chips_stand_behind_the_title(head, qtbot):
    head.show_result(Headline("Access token", "good", "circle-check"))
    head.show_kinds(("JWT", "RS256"))
    first, second = head.findChildren(Chip)
    qtbot.waitUntil(
        lambda: _left(head, second) > _left(head, first) > head.title.geometry().right()
    )
    assert [first.text, second.text] == ["JWT", "RS256"]
    head.show_kinds(())
    qtbot.waitUntil(lambda: not head.findChildren(Chip))


def test_a_long_title_breaks_and_pushes_the_chips_below(head, qtbot):
    head.show_result(Headline("Access token is not valid for another " * 2, "bad", "clock"))
    head.show_kinds(("JWT",))
    head.resize(300, 200)
    (chip,) = head.findChildren(Chip)
    qtbot.waitUntil(lambda: _top(head, chip) >= head.title.geometry().bottom())
    head.resize(1400, 200)
    qtbot.waitUntil(lambda: _left(head, chip) > head.title.geometry().right())


def test_without_an_origin_there_is_no_line(head):
    head.show_origin("")
    assert head.lead.isHidden()
    head.show_origin("Sent in the Authorization header of orders.")
    assert head.lead.isVisible()


def test_without_a_line_the_chips_stand_together(head, qtbot):
    head.show_result(Headline("Access token is not valid for another " * 2, "bad", "clock"))
    head.show_kinds(("JWT", "RS256"))
    head.resize(400, 200)
    first, second = head.findChildren(Chip)
    qtbot.waitUntil(lambda: _top(head, first) >= head.title.geometry().bottom())
    qtbot.waitUntil(lambda: _left(head, second) - _left(head, first) < 100)


def test_where_nothing_stands_below_there_is_no_line(head):
    head.show_result(Headline("Access token", "good", "circle-check"))
    head.show_origin("")
    assert head.below.isHidden()
    head.show_origin("Issued by a.example.")
    assert not head.below.isHidden()


# ---------------- A chip shows a word, has its colour and tells that the pointer is on it
def test_it_is_as_wide_as_its_word_and_named(light, qtbot):
    short, long = Chip(light, "JWT"), Chip(light, "A128CBC-HS256")
    for chip in (short, long):
        qtbot.addWidget(chip)
    assert short.sizeHint().width() < long.sizeHint().width()
    assert (short.text, short.accessibleName()) == ("JWT", "JWT")


def test_it_tells_of_the_pointer(light, qtbot):
    chip = Chip(light, "Header", "jwt_header")
    qtbot.addWidget(chip)
    told = []
    chip.pointed.connect(told.append)
    here = QPointF(1, 1)
    chip.enterEvent(QEnterEvent(here, here, here))
    chip.leaveEvent(QEvent(QEvent.Type.Leave))
    assert told == [True, False]


def test_lit_it_has_a_frame(light, qtbot):
    chip = Chip(light, "Header", "jwt_header")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    before = chip.grab().toImage()
    chip.light(on=True)
    assert chip.grab().toImage() != before
