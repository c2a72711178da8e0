"""The document owns its columns: two stay, six fit."""

from inspector.gui.compare.compared import MOST, ComparedDocument
from tests.gui.compare_samples import column, columns


def test_its_title_counts(compared):
    assert compared.title == "Compare 2"
    assert ComparedDocument().title == "Compare"


def test_columns_are_added_up_to_six(compared, qtbot):
    with qtbot.waitSignal(compared.changed):
        compared.add(column("t" * 20, 200, "third"))
    for number in range(9):
        compared.add(column("t" * 20, 200, str(number)))
    assert len(compared.columns) == MOST
    assert compared.full


def test_two_always_stay(compared):
    compared.add(column("t" * 20, 200, "third"))
    compared.remove(0)
    assert [each.label for each in compared.columns] == ["new", "third"]
    compared.remove(0)
    assert len(compared.columns) == 2
    assert len(columns()) == 2
