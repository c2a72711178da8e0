"""The page compares its document's columns and says what explains the result."""

import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from inspector.gui.compare.compare_page import (
    ComparePage,
    HeadActions,
    SidePlace,
    compute,
    head_entries,
)
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.compare.heads_view import head_spoken, heads_spoken
from inspector.gui.compare.lines_model import shown_rows
from inspector.gui.compare.side_panel import CHANGES, EXPERIMENTS, ChangesPane, SidePanel
from inspector.gui.state.documents import RequestDocument
from inspector.gui.widgets.buttons import Button
from inspector.model.fix import Fix
from inspector.model.message import Header
from inspector.protocol.redaction import DOTS
from tests.gui.compare_samples import NOON, column, columns, token, two_changes


@pytest.fixture
def page(panel_tools, compared, qtbot):
    made = ComparePage(compared, panel_tools)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.comparison.heads != ())
    return made


def test_the_sentence_is_the_title(page):
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert page.lead.text().startswith("Certain.")
    assert page.lines.isVisible()
    assert not page.empty.isVisible()


def test_another_column_is_compared_anew(page, compared, qtbot):
    compared.add(column(token(aud="other"), 401, "third"))
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3)
    assert page.columns.count == 3


def test_what_can_be_added_stands_in_a_menu(page, kept, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    page.add.click()
    qtbot.waitUntil(lambda: bool(shown))
    texts = [action.text() for action in shown[0].actions()]
    assert texts[0].startswith("401  GET /orders, ")
    assert texts[-1] == "Paste what works elsewhere"
    shown[0].deleteLater()


def test_a_head_has_a_menu_and_can_be_taken_out(page, compared, qtbot, monkeypatch):
    compared.add(column(token(aud="other"), 401, "third"))
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3)
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    page.heads.setFocus()
    qtbot.keyClick(page.heads, Qt.Key.Key_Right)
    qtbot.keyClick(page.heads, Qt.Key.Key_Return)
    (menu,) = shown
    assert menu.actions()[0].text() == "Open its request"
    menu.deleteLater()
    qtbot.keyClick(page.heads, Qt.Key.Key_Delete)
    assert [each.label for each in compared.columns] == ["old", "third"]


def test_the_status_bar_hears_of_the_differences(page, compared):
    differing, same = page.comparison.counts
    assert compared.remark.text == f"{differing} differences, {same} the same"
    assert page._tools.actions.run(compared.remark.command)


def test_the_request_of_a_column_opens_and_its_next_answer_joins(page, compared, panel_tools):
    page._open_request(compared.columns[0])
    tab = panel_tools.tabs.active_request
    assert tab.current.value is compared.columns[0].request
    tab.attempts.add(column(token(), 200, "later").answer)
    assert [each.label for each in compared.columns] == ["old", "new", "sent again"]


def test_a_fix_is_carried_out_in_the_tab_of_the_attempt(page, compared, panel_tools):
    ran = []
    panel_tools.actions.provide("apply-fix", ran.append)
    tab, fix = RequestDocument(compared.columns[0].request), Fix(id="x", title="Renew it")
    page._fix(tab, fix)
    assert panel_tools.tabs.active is tab
    assert ran == [fix]
    tab.attempts.add(column(token(), 200, "later").answer)
    assert compared.columns[-1].label == "after the fix: Renew it"


@pytest.mark.parametrize(("width", "asks"), [(1300, False), (1000, False), (900, True)])
def test_in_a_narrow_tab_the_side_is_shown_on_demand(page, width, asks, qtbot):
    page.resize(width, 700)
    assert page.aside.isVisible() is asks
    assert page.side.isVisible() is not asks
    assert page.lines.isVisible()
    if asks:
        page.aside.click()
        assert page.side.isVisible()
        assert not page.lines.isVisible()


def test_the_switch_of_the_side_says_what_it_shows_first(page, panel_tools, qtbot):
    page.resize(900, 700)
    assert page.aside.accessibleName() == "Experiments"
    page.show_comparison(compute(two_changes(), ()))
    assert page.aside.accessibleName() == "What changed"
    assert page.side.tabs.currentIndex() == CHANGES


def test_without_attempts_it_says_what_to_do(panel_tools, qtbot):
    made = ComparePage(ComparedDocument(), panel_tools)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    assert not made.lines.isVisible()


def test_only_differences_is_a_switch(page):
    before = page.model.rowCount()
    page.only.setChecked(True)
    assert page.model.rowCount() < before


def test_presentation_mode_masks_claims_and_compares_anew(page, panel_tools, qtbot):
    def shown():
        cells = (cell for s in page.comparison.sections for line in s.lines for cell in line.cells)
        return [cell.text for cell in cells if cell is not None]

    before = shown()
    panel_tools.choices.change(presentation=True)
    qtbot.waitUntil(lambda: any(text == DOTS for text in shown()))
    panel_tools.choices.change(sidebar=False)
    assert page._job is None
    panel_tools.choices.change(presentation=False)
    qtbot.waitUntil(lambda: shown() == before)


# ---------------- What changed is listed step by step
@pytest.fixture
def pane(light, qtbot):
    made = ChangesPane(light)
    qtbot.addWidget(made)
    return made


def _show(pane, shown):
    pane.show_comparison(shown, compute(shown, ()))


def _texts(pane):
    return [label.text() for label in pane.findChildren(QLabel)]


def _tries(pane):
    return [one for one in pane.findChildren(Button) if one.accessibleName().startswith("Try")]


def test_steps_and_changes_are_said(pane):
    _show(pane, tuple(one._replace(request=None) for one in columns()))
    assert "401 to 200: accepted now" in _texts(pane)
    assert "renewed token" in _texts(pane)
    assert not _tries(pane)


def test_a_change_can_be_tried_alone(pane, qtbot):
    _show(pane, columns())
    (button,) = _tries(pane)
    assert button.accessibleName() == "Try alone: renewed token"
    with qtbot.waitSignal(pane.try_asked) as asked:
        button.click()
    assert asked.args[0].words == "renewed token"
    assert not pane.next.isVisibleTo(pane)


def test_several_are_applied_one_by_one(pane, qtbot):
    shown = two_changes()
    _show(pane, shown)
    assert pane.next.isVisibleTo(pane)
    with qtbot.waitSignal(pane.try_asked) as asked:
        pane.next.click()
    assert asked.args[0].base is shown[0]
    assert asked.args[0].place == 1


def test_what_came_with_one_token_is_not_said_to_be_tried_alone(pane):
    refused, accepted = column(token(exp=NOON - 60, aud="other"), 401, "a"), columns()[1]
    _show(pane, (refused, accepted))
    (button,) = _tries(pane)
    assert button.accessibleName() == "Try alone: renewed token, changed aud"
    assert "together" in button.toolTip()
    assert not pane.next.isVisibleTo(pane)
    assert any("came with one token" in text for text in _texts(pane))
    _show(pane, columns())
    assert not any("came with one token" in text for text in _texts(pane))


def test_while_one_is_sent_the_others_wait(pane, qtbot):
    _show(pane, two_changes())
    pane.set_sending(sending=True)
    assert not any(one.isEnabled() for one in (*_tries(pane), pane.next))
    with qtbot.waitSignal(pane.stop_asked):
        pane.stop.click()
    pane.set_sending(sending=False)
    assert all(one.isEnabled() for one in _tries(pane))


def test_six_are_enough(pane):
    _show(pane, columns() * 3)
    assert any(text.startswith("Six attempts") for text in _texts(pane))
    assert not any(one.isEnabled() for one in _tries(pane))


def test_the_same_request_has_no_change(pane):
    one = columns()[0]
    _show(pane, (one, one))
    assert "Nothing that was sent differs." in _texts(pane)


# ---------------- What is the same is folded, what differs in every reply stands apart
@pytest.fixture(scope="module")
def comparison():
    return compute(columns(), ())


def _rows(comparison, *opened, only=False):
    return shown_rows(comparison, frozenset(opened), only_differences=only)


def test_sections_hold_what_differs_and_a_fold_for_the_rest(comparison):
    texts = [(row.kind, row.text) for row in _rows(comparison)]
    at = texts.index(("section", "Credential"))
    assert texts[at + 1] == ("line", "Authorization")
    assert ("fold", "alg (header), typ (header), iss, aud: the same") in texts


def test_an_open_fold_shows_its_lines(comparison):
    names = [row.text for row in _rows(comparison, "credential:same") if row.kind == "line"]
    assert "iss" in names


def test_only_differences_leaves_the_folds_out(comparison):
    rows = _rows(comparison, only=True)
    assert {row.kind for row in rows} == {"section", "line"}
    assert all(row.line.differs for row in rows if row.line)


def _bodies(first, second):
    typed = (Header("Content-Type", "application/json"),)
    made = []
    for one, body in zip(columns(), (first, second), strict=True):
        attempt = one.answer.attempt
        (exchange,) = attempt.exchanges
        reply = replace(exchange.reply, headers=typed, body=json.dumps(body).encode())
        attempt = replace(attempt, exchanges=(replace(exchange, reply=reply),))
        made.append(one._replace(answer=replace(one.answer, attempt=attempt)))
    return compute(tuple(made), ())


def _of_body(rows):
    at = next(place for place, row in enumerate(rows) if row.text == "Body received")
    return rows[at + 1 :]


def test_bodies_that_differ_are_listed_as_code_in_place_of_their_keys():
    rows = _of_body(_rows(_bodies({"error": "a", "x": 1}, {"error": "b", "x": 1})))
    assert [row.kind for row in rows] == ["code"] * 4
    only = _of_body(_rows(_bodies({"error": "a", "x": 1}, {"error": "b", "x": 1}), only=True))
    assert [row.code[0].text.strip() for row in only] == ['"error": "a",']


def test_bodies_that_are_the_same_are_folded_and_open_as_code():
    comparison = _bodies({"error": "a"}, {"error": "a"})
    (fold,) = _of_body(_rows(comparison))
    assert (fold.kind, fold.text) == ("fold", "error: the same")
    assert [row.kind for row in _of_body(_rows(comparison, fold.key))] == ["fold", *["code"] * 3]
    assert not any(row.code for row in _rows(comparison, only=True))


def test_a_text_beside_an_object_is_code_too():
    rows = _of_body(_rows(_bodies({"a": 1}, "no object")))
    assert [row.code[1].text for row in rows if row.code and row.code[1]] == ['"no object"']
    assert [row.text for row in rows[:2]] == ["JSON", "by key"]


def test_very_long_bodies_are_listed_by_key():
    rows = _of_body(_rows(_bodies({"a": [1] * 600}, {"a": [2]}), only=True))
    assert not any(row.code for row in rows)
    assert rows[0].text == "a[0]"


# ---------------- What the menu of a head offers
CALLED = []
ACTIONS = HeadActions(
    open=lambda: CALLED.append("open"),
    experiment=lambda: CALLED.append("experiment"),
    remove=lambda: CALLED.append("remove"),
)


def _enabled(column, **more):
    entries = head_entries(column, ACTIONS, **more)
    return {entry.text for entry in entries if entry.text and entry.enabled}


def test_all_of_it_for_a_refused_one_of_several():
    assert _enabled(columns()[0], refused=True, several=True) == {
        "Open its request", "Experiments on this attempt", "Take it out",
    }  # fmt: skip


def test_two_always_stay_and_accepted_ones_are_not_tried():
    bare = columns()[0]._replace(request=None)
    assert _enabled(bare, refused=False, several=False) == set()


def test_each_entry_does_what_it_says():
    for entry in head_entries(columns()[0], ACTIONS, refused=True, several=True):
        entry.do()
    assert CALLED == ["open", "experiment", "remove"]


# ---------------- Heads as they are read aloud
def test_each_head_and_what_changed_is_said():
    found = compute(columns(), ())
    first, second = found.heads
    assert head_spoken(0, first).startswith("Attempt 1, old: status 401, Your access token")
    text = heads_spoken(found)
    assert text.startswith(head_spoken(0, first))
    assert text.endswith(head_spoken(1, second))
    assert "renewed token" in text


# ---------------- The side stands beside the lines
@pytest.fixture
def shown(panel_tools, compared, light, qtbot):
    whole = QWidget()
    lines, side, button = QWidget(whole), SidePanel(compared, panel_tools), Button(light, "Aside")
    button.setCheckable(True)
    for each in (side, button):
        each.setParent(whole)
    qtbot.addWidget(whole)
    whole.show()
    place = SidePlace(lines, side, button, panel_tools)
    button.toggled.connect(place.show)
    place.whole, place.parts = whole, (lines, side, button)
    return place


def _visible(shown):
    return [each.isVisible() for each in shown.parts]


def test_with_room_both_are_shown_and_there_is_nothing_to_switch(shown):
    shown.share(1300, enough=True)
    assert _visible(shown) == [True, True, False]
    wide = shown.parts[1].width()
    shown.share(1100, enough=True)
    assert shown.parts[1].width() < wide


def test_without_room_the_switch_shows_one_or_the_other(shown):
    shown.share(900, enough=True)
    assert _visible(shown) == [True, False, True]
    shown.parts[2].click()
    assert _visible(shown) == [False, True, True]


def test_with_nothing_to_compare_nothing_is_shown(shown):
    shown.share(1300, enough=False)
    assert _visible(shown) == [False, False, False]


class _Trial(QWidget):
    """Experiments that are run by their command while they are shown."""

    def __init__(self, tools, side):
        super().__init__(side)
        self.ran = []
        self.show()
        tools.actions.provide("run-experiments", self.ran.append, self)
        tools.actions.provide("apply-fix", self.ran.append, self)


@pytest.mark.parametrize(("command", "ran"), [("run-experiments", [7]), ("apply-fix", [])])
def test_keys_bring_it_forward_and_only_run_what_reads(shown, panel_tools, command, ran):
    side = shown.parts[1]
    side.trial = trial = _Trial(panel_tools, side)
    shown.provide(shown.whole)
    side.tabs.setCurrentIndex(CHANGES)
    shown.share(900, enough=True)
    panel_tools.actions.run(command, 7)
    assert side.isVisible()
    assert side.tabs.currentIndex() == EXPERIMENTS
    assert trial.ran == ran
    side.trial = None
