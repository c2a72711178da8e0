"""Entries are looked for, shown, compared and kept from the pane."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.history.history_model import ROW
from inspector.gui.history.keeping import Keeping
from inspector.gui.recording.entries_pane import EntriesPane, EntryList, EntryModel, read_wanted
from inspector.gui.recording.recording_tabs import ENTRIES
from inspector.record import read_filter
from inspector.record.row import Row
from inspector.workbench.attempts.entries import about
from tests.gui.history.test_keeping import sending  # noqa: F401 - a fixture
from tests.gui.recording_samples import document  # noqa: F401 - a fixture


@pytest.fixture
def pane(panel_tools, document, qtbot):  # noqa: F811 - the fixture
    panel_tools.tabs.open(document)
    made = EntriesPane(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(348, 500)
    made.show()
    return made


def _choose(pane, *rows):
    selection = pane.list.selectionModel()
    selection.clearSelection()
    for row in rows:
        index = pane.model.index(row, 0)
        selection.select(index, QItemSelectionModel.SelectionFlag.Select)


def test_the_explained_entry_is_chosen_first(pane):
    assert [each.row.path for each in pane.list.chosen] == ["/orders/7"]
    assert pane.count.text() == "5 requests, 2 refused"


def test_the_filter_stays_with_the_document(pane, document, panel_tools, qtbot):  # noqa: F811
    pane.filter.setText("status:403")
    assert pane.count.text() == "1 of 5 requests, 1 refused"
    again = EntriesPane(document, panel_tools)
    qtbot.addWidget(again)
    assert (again.filter.text(), again.model.rowCount()) == ("status:403", 1)


def test_several_chosen_ones_are_chosen_in_a_pane_made_anew(pane, document, panel_tools, qtbot):  # noqa: F811
    _choose(pane, 1, 2, 4)
    before = pane.list.chosen
    again = EntriesPane(document, panel_tools)
    qtbot.addWidget(again)
    assert again.list.chosen == before
    assert "3" in again.compare.text()


def test_a_picked_entry_is_explained(pane, document, qtbot):  # noqa: F811 - the fixture
    with qtbot.waitSignal(document.attempts.selected) as shown:
        pane.list.show_asked.emit(pane.model.entries[1])
    assert shown.args[0].verdict.entry == 3
    assert len(document.attempts.answers) == 1


def test_only_the_last_pick_counts(pane, document, qtbot):  # noqa: F811 - the fixture
    pane.list.show_asked.emit(pane.model.entries[4])
    with qtbot.waitSignal(document.attempts.selected) as shown:
        pane.list.show_asked.emit(pane.model.entries[1])
    assert shown.args[0].verdict.entry == 3


def test_two_to_six_can_be_compared(pane, panel_tools, qtbot):
    opened = []
    panel_tools.actions.provide("show-compare", opened.append)
    assert not pane.compare.isEnabled()
    assert not panel_tools.actions.can_run("compare-previous")
    _choose(pane, 0, 2)
    assert pane.compare.text().strip() == "Compare 2"
    panel_tools.actions.run("compare-previous")
    qtbot.waitUntil(lambda: bool(opened))
    moved, refused = opened[0]
    assert [each.reply.status for each in moved.answer.attempt.exchanges] == [302, 200]
    assert refused.answer.verdict.findings[0].slug == "no-credentials-sent"
    assert refused.label.startswith("GET /orders/7")


def test_the_chosen_or_all_are_kept(pane, panel_tools, sending, qtbot):  # noqa: F811 - as above
    Keeping(panel_tools, sending)
    history = panel_tools.history
    assert pane.keep.text().strip() == "Keep all in the history"
    _choose(pane, 0, 1)
    assert pane.keep.text().strip() == "Keep 2 in the history"
    with qtbot.waitSignal(history.changed):
        pane.keep.click()
    rows = history._get().page(read_filter("is:imported")).result(60)
    assert sorted(row.path for row in rows) == ["/admin", "/orders/7"]
    _choose(pane)
    with qtbot.waitSignal(history.changed):
        pane.keep.click()
    assert history._get().count(read_filter("")).result(60) == 5


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_every_control_is_named_and_whole(document, program, qtbot, percent):  # noqa: F811
    program.window.resize(1180, 760)
    program.window.show()
    program.tools.theme.set_percent(percent)
    program.tools.tabs.open(document)
    page = program.window.area.page(document)
    page.recording.tabs.setCurrentIndex(ENTRIES)
    pane = page.entries
    qtbot.waitUntil(pane.isVisible)
    _choose(pane, 0, 1, 2)
    QApplication.processEvents()
    for widget in (pane.list, pane.filter, pane.compare, pane.keep):
        assert widget.accessibleName()
    for button in (pane.compare, pane.keep):
        assert button.width() >= button.sizeHint().width()
        assert pane.rect().contains(button.geometry())


def test_the_menu_offers_what_fits(pane):
    _choose(pane, 3)
    one = pane._lines(pane.list.chosen)
    assert [line.text for line in one if line.text] == [
        "Show",
        "Same host",
        "Compare",
        "Keep 1 in the history",
        "Keep all in the history",
        "Take into a collection…",
    ]
    one[1].do()
    assert pane.filter.text() == "host:static.example.com"
    pane.filter.setText("")
    _choose(pane, 0, 1)
    several = pane._lines(pane.list.chosen)
    assert "Compare with the last that worked" not in [line.text for line in several]
    assert [line.enabled for line in several if line.text == "Compare"] == [True]


# ---------------- A click or Enter shows an entry; several can be chosen
def test_a_refused_one_is_compared_with_the_last_that_worked(pane, panel_tools, qtbot):
    opened = []
    panel_tools.actions.provide("show-compare", opened.append)
    _choose(pane, 0)
    lines = {line.text: line for line in pane._lines(pane.list.chosen)}
    lines["Compare with the last that worked"].do()
    qtbot.waitUntil(lambda: bool(opened))
    worked, refused = opened[0]
    assert [each.reply.status for each in worked.answer.attempt.exchanges] == [302, 200]
    assert refused.answer.attempt.exchanges[-1].reply.status in (401, 403)


@pytest.fixture
def shown(light, document, qtbot):  # noqa: F811 - the fixture
    made = EntryList(light, EntryModel(document.entries))
    qtbot.addWidget(made)
    made.resize(340, 300)
    made.show()
    return made


def _click(qtbot, shown, row, keys=Qt.KeyboardModifier.NoModifier):
    place = shown.visualRect(shown.model().index(row, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_a_click_shows(shown, qtbot):
    with qtbot.waitSignal(shown.show_asked) as asked:
        _click(qtbot, shown, 1)
    assert asked.args[0].row.path == "/admin"


def test_enter_shows_arrows_only_move(shown, qtbot):
    heard = []
    shown.show_asked.connect(heard.append)
    shown.choose(shown.model().entries[0])
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert heard == []
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert [entry.row.path for entry in heard] == ["/admin"]


def test_several_are_chosen_and_none_is_shown(shown, qtbot):
    _click(qtbot, shown, 0)
    heard = []
    shown.show_asked.connect(heard.append)
    _click(qtbot, shown, 2, Qt.KeyboardModifier.ControlModifier)
    assert (shown.count, [each.first for each in shown.chosen]) == (2, [4, 0])
    _click(qtbot, shown, 4, Qt.KeyboardModifier.ShiftModifier)
    assert shown.count == 4
    assert heard == []
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    qtbot.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.first for each in shown.chosen] == [4, 3]


def test_what_is_not_listed_is_not_chosen(shown):
    shown.model().look_for("static")
    shown.choose(None)
    assert shown.count == 0


# ---------------- The model shows what fits and reads a line aloud with its rounds
def _paths(model):
    return [model.data(model.index(at, 0), ROW).path for at in range(model.rowCount())]


def test_the_order_is_that_of_the_entries(document):  # noqa: F811 - the fixture
    model = EntryModel(document.entries)
    assert _paths(model) == ["/orders/7", "/admin", "/orders", "/app.js", "/none"]
    model.look_for("orders")
    assert _paths(model) == ["/orders/7", "/orders"]


def test_a_line_in_words(document):  # noqa: F811 - as above
    model = EntryModel(document.entries)
    roles = Qt.ItemDataRole
    first, rounds, other = (
        model.data(model.index(at, 0), roles.AccessibleTextRole) for at in (0, 2, 4)
    )
    assert first.startswith("GET api.example.com/orders/7, status 401, No credentials were sent")
    assert rounds.endswith("2 exchanges with redirects and challenge rounds")
    assert "Failed, but not about access" in other
    assert "GET https://" in model.data(model.index(0, 0), roles.ToolTipRole)
    assert model.data(model.index(0, 0), roles.DecorationRole) is None
    assert model.data(QModelIndex()) is None


# ---------------- What is typed above the entries says which of them fit
ENTRY = Row(
    id="",
    started=0,
    method="POST",
    host="api.example.com",
    path="/v1/Orders",
    url="https://api.example.com/v1/Orders?page=2",
    status=401,
    finding="token-expired",
    title="Your access token has expired",
)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("orders 401", True),
        ("page=2", True),
        ("orders 403", False),
        ("status:401", True),
        ("status:4", True),
        ("status:4xx", True),
        ("status:5XX", False),
        ("status:none", False),
        ("-status:401", False),
        ("host:API method:post", True),
        ("-host:static", True),
        ('title:"has expired"', True),
        ("finding:expired path:/v1", True),
        ("finding:scope", False),
        ("unknown:key", False),
    ],
)
def test_terms(text, fits):
    assert read_wanted(text)(ENTRY) is fits


def test_without_a_reply():
    silent = Row(id="", started=0)
    assert read_wanted("status:none")(silent)
    assert not read_wanted("status:2xx")(silent)


# ---------------- The tab of a recording follows the entry that is shown
def test_it_shows_what_most_needs_explaining(document):  # noqa: F811 - the fixture
    assert (document.kind, document.status, document.shown.row.path) == ("reply", 401, "/orders/7")


def test_the_status_is_that_of_the_entry_shown(document):  # noqa: F811 - as above
    document.attempts.replace(about(document.attempts.current, 5))
    assert (document.status, document.shown.row.path) == (404, "/none")
