"""The numbers that other programs rely on."""

from inspector.cli import status


def test_the_statuses_are_the_ones_promised():
    assert (status.NOTHING_FOUND, status.FOUND, status.UNREADABLE) == (0, 1, 2)
    assert status.HELD_BACK == 3


def test_what_ends_the_program_early_is_no_answer():
    assert not {status.INTERRUPTED, status.BROKEN_PIPE} & {0, 1, 2, 3}
