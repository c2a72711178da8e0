"""No cell of a table is a formula, and every text comes back."""

import csv
import io

import pytest

from inspector.wording.spreadsheets import csv_text


def cells(text):
    """Return the cells that a reader finds, whatever it takes for the end of a row."""
    return next(iter(csv.reader(io.StringIO(text.partition("\n")[2], newline=""))))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\r\n=1", "\n=1"])
def test_a_formula_gets_a_quote(text):
    assert cells(csv_text(["a"], [[text]]))[0].startswith("'")


def test_a_carriage_return_begins_no_row():
    assert cells(csv_text(["a", "b"], [["x\r=1", None]])) == ["x\n=1", ""]


def test_other_texts_are_as_they_are():
    row = ["ünï", 'say "hi", you', "a\nb", "1-2"]
    assert cells(csv_text("abcd", [row])) == row
