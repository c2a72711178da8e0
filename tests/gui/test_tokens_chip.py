"""A chip shows a word, has its colour and tells that the pointer is on it."""

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent

from inspector.gui.tokens.token_head import Chip


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
