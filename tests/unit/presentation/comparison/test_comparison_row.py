"""A row is a title, a line, a fold or lines of bodies; it is no more than it is said to be."""

from inspector.presentation.comparison.comparison_words import Shown


def test_a_plain_row_is_no_fold_and_has_no_bodies():
    row = Shown("section", "Request")
    assert not any((row.line, row.key, row.opened, row.code, row.begins, row.ends))
    assert row != Shown("fold", "Request")
