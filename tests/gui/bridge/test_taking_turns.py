"""Threads take short turns while the window is open, and Python's own again afterwards."""

import sys

import pytest

from inspector.gui.bridge.taking_turns import TakingTurns


def test_turns_are_short_until_it_is_closed():
    before = sys.getswitchinterval()
    turns = TakingTurns()
    assert sys.getswitchinterval() == pytest.approx(0.001)
    turns.close()
    assert sys.getswitchinterval() == pytest.approx(before)


def test_the_program_takes_them(program):
    assert program.turns is not None
    assert sys.getswitchinterval() == pytest.approx(0.001)
