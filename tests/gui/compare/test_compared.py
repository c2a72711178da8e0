"""The document owns its columns: two stay, six fit; it says what is shown."""

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.compared import MOST, ComparedDocument
from inspector.gui.state.documents import RequestDocument
from tests.gui.compare_samples import column, columns


def test_its_title_is_made_of_the_statuses(compared):
    assert compared.title == "Compare 401, 200"
    assert ComparedDocument().title == "Compare"
    assert ComparedDocument(columns() * 3).title == "Compare 401, 200, 401…"


def test_columns_are_added_up_to_six(compared, qtbot):
    with qtbot.waitSignals([compared.changed, compared.columns_changed]):
        compared.add(column("t" * 20, 200, "third"))
    for number in range(9):
        compared.add(column("t" * 20, 200, str(number)))
    assert len(compared.columns) == MOST
    assert compared.full


def test_a_column_can_stand_between_others(compared):
    compared.add(column("t" * 20, 200, "between"), 1)
    assert [each.label for each in compared.columns] == ["old", "between", "new"]


def test_two_always_stay(compared):
    compared.add(column("t" * 20, 200, "third"))
    compared.remove(0)
    assert [each.label for each in compared.columns] == ["new", "third"]
    compared.remove(0)
    assert len(compared.columns) == 2


def test_what_is_known_better_takes_its_place(compared):
    from msgspec.structs import replace

    from inspector.model.finding import Verdict

    renewed = replace(compared.columns[0].answer, verdict=Verdict(entry=None))
    compared.renew(renewed)
    assert compared.columns[0].answer is renewed
    assert compared.columns[1].label == "new"


def test_the_status_bar_says_how_much_differs(compared, qtbot):
    assert compared.remark is None
    with qtbot.waitSignal(compared.changed):
        compared.told(compute(compared.columns, ()))
    differing, same = compute(compared.columns, ()).counts
    assert compared.remark.text == f"{differing} differences, {same} the same"


def test_the_next_answer_of_a_tab_joins_once(compared):
    before, later, more = (column("t" * 20, 200, name).answer for name in ("x", "y", "z"))
    tab, other = RequestDocument(), RequestDocument()
    tab.attempts.add(before)
    compared.await_answer(tab, "sent again", 1)
    compared.await_answer(other, "elsewhere")
    tab.attempts.add(later)
    tab.attempts.add(more)
    assert [each.label for each in compared.columns] == ["old", "sent again", "new"]
    assert compared.columns[1].answer is later
    assert compared.columns[1].tab is tab
