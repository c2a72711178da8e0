"""A value is readable for 20 s, never in presentation mode, nor behind another window."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.state.choices import Choices
from inspector.gui.widgets.reveal import Reveal


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_ends_after_20_seconds(owner, qtbot):
    reveal = Reveal(owner, Choices())
    assert reveal.timer.interval() == 20_000
    with qtbot.waitSignal(reveal.turned):
        reveal.toggle()
    assert reveal.on
    with qtbot.waitSignal(reveal.turned):
        reveal.toggle()
    assert not reveal.on


def test_presentation_mode_ends_and_forbids_it(owner, qtbot):
    choices = Choices()
    reveal = Reveal(owner, choices)
    reveal.start()
    with qtbot.waitSignals([reveal.turned, reveal.allowed]):
        choices.change(presentation=True)
    reveal.start()
    assert not reveal.on
    assert not reveal.possible


def test_it_ends_when_the_window_is_left(owner):
    reveal = Reveal(owner, Choices())
    reveal.start()
    reveal.see(QEvent(QEvent.Type.FontChange))
    assert reveal.on
    reveal.see(QEvent(QEvent.Type.ActivationChange))
    assert not reveal.on
