"""The numbers that other programs rely on."""

from inspector.cli import messages


def test_the_statuses_are_the_ones_promised():
    assert (messages.NOTHING_FOUND, messages.FOUND, messages.UNREADABLE) == (0, 1, 2)
    assert messages.HELD_BACK == 3


def test_what_ends_the_program_early_is_no_answer():
    assert not {messages.INTERRUPTED, messages.BROKEN_PIPE} & {0, 1, 2, 3}
