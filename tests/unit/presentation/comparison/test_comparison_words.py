"""A row of a comparison read aloud says what its colours say; copied, its columns stand apart."""

import pytest

from inspector.compare import Cell, Line
from inspector.compare.records import CodeLine
from inspector.presentation.comparison.comparison_words import Shown, copied, spoken

CELLS = (Cell(text="12:00", state="bad", note="past"), Cell(text="14:00", state="good"), None)
LINE = Shown("line", "exp", Line(name="exp", cells=CELLS, differs=True))
CODE = Shown(
    "code",
    code=(
        CodeLine(text='  "error": "old",', number=2, state="bad", differs=True),
        CodeLine(text='  "error": "new",', number=2),
        None,
    ),
)
HEADS = ("first", "second", "third")


def test_a_line_says_what_its_colours_say():
    assert spoken(LINE, HEADS) == (
        "exp; differs; first: 12:00 past, bad; second: 14:00, good; third: none"
    )
    same = Shown("line", "exp", Line(name="exp", cells=CELLS))
    assert spoken(same, HEADS) == "exp; the same; first: 12:00 past; second: 14:00; third: none"


def test_a_row_of_bodies_says_each_line():
    assert spoken(CODE, HEADS) == (
        'differs; first: line 2, "error": "old",, bad; second: line 2, "error": "new",; third: none'
    )


@pytest.mark.parametrize(("differs", "said"), [(True, "{, changed"), (False, "{")])
def test_what_differs_without_a_state_is_said_to_be_changed(differs, said):
    row = Shown("code", code=(CodeLine(text="{", number=1, differs=differs), None))
    assert spoken(row, HEADS[:2]).endswith(f"first: line 1, {said}; second: none")


def test_copied_columns_are_parted_by_tabs():
    assert copied(LINE) == "exp\t12:00\t14:00\t"
    assert copied(CODE) == '  "error": "old",\t  "error": "new",\t'
    assert copied(Shown("section", "Request")) == "Request"
