"""The sidebar of collections as a whole."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit

from inspector.gui.library.changes_page import ChangesDocument, ChangesPage
from inspector.gui.library.collections_panel import (
    EVERY,
    CollectionsPanel,
    FollowingFiles,
    ProblemsCard,
    RowActions,
    new_entries,
    row_entries,
)
from inspector.gui.library.tree_model import MARK, WHERE
from inspector.gui.state.documents import TAB_MIME, RequestDocument
from inspector.gui.widgets.label import Label
from inspector.model.collection import Problem
from inspector.model.request import Request, RequestHeader
from inspector.presentation.library.nodes import tree_of, walk


def shown(panel):
    model, found = panel.tree.model(), []

    def collect(parent):
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append(model.data(index))
            collect(index)

    collect(panel.tree.rootIndex())
    return found


def test_the_tree_shows_what_is_saved(panel):
    assert shown(panel) == ["Billing", "Example", "Orders", "List", "Create", "Ping"]
    assert panel.empty.isHidden()


def test_nothing_saved_yet_says_what_to_do(panel_tools, qtbot, settle):
    panel = CollectionsPanel(panel_tools)
    qtbot.addWidget(panel)
    panel.show()
    settle(panel.owner)
    assert not panel.empty.isHidden()
    assert panel.tree.isHidden()
    panel.following.timer.stop()


def test_the_filter(panel, shop, settle):
    panel.tree.setExpanded(panel.tree.model().index_of(shop.key(shop.orders)), False)
    settle(panel.owner)
    panel.filter.setText("cre")
    assert shown(panel) == ["Example", "Orders", "Create"]
    assert panel.tree.isExpanded(panel.tree.model().index_of(shop.key(shop.orders)))
    panel.filter.clear()
    assert not panel.tree.isExpanded(panel.tree.model().index_of(shop.key(shop.orders)))


def test_everything_a_request_holds_is_searched(panel, shop, settle, panel_tools, qtbot):
    shop.add(shop.orders, Request(name="Odd", headers=(RequestHeader("X-Trace", "needle"),)))
    panel.owner.do(lambda _libraries: None)
    settle(panel.owner)
    panel.look_for("needle")
    qtbot.waitUntil(lambda: shown(panel) == ["Example", "Orders", "Odd"])
    key = next(iter(panel.searching.found))
    index = panel.tree.model().index_of(key)
    assert index.data(WHERE) == "header X-Trace"
    assert "header X-Trace" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    asked = []
    panel_tools.tabs.opened.connect(
        lambda document, _index: document.current.focus_wanted.connect(asked.append)
    )
    panel.tree.open_asked.emit(key, True)
    assert asked == ["headers.0"]
    panel.filter.clear()
    assert panel.searching.found == {}
    assert index.data(WHERE) is None


def test_the_row_of_the_active_tab_is_chosen(panel, shop, panel_tools):
    panel.requests.open(shop.list, keep=True)
    panel.requests.open(shop.ping, keep=True)
    panel_tools.tabs.activate_index(0)
    assert panel.tree.current.key == shop.list


def test_a_new_row_is_named_in_place(panel, shop, settle, qtbot):
    panel.changing.new_folder(panel.owner.by_key[shop.key(shop.orders)])
    settle(panel.owner)
    field = panel.tree.findChild(QLineEdit, "rename_edit")
    assert field.text() == "New folder"
    field.setText("Admin")
    panel.tree.commitData(field)
    settle(panel.owner)
    assert "Admin" in shown(panel)


def test_a_clash_is_asked_in_the_panel(panel, shop, panel_tools, edit_file, type_in, settle, qtbot):  # noqa: PLR0917 - fixtures
    panel.requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://mine")
    edit_file(shop.list, "v1/orders", "v2/orders")
    panel.following.look()
    qtbot.waitUntil(panel.clash.isVisible)
    panel.clash.theirs.click()
    assert panel.clash.isHidden()
    assert tab.current.value.url.endswith("v2/orders")


def test_problems_in_files_are_listed_and_the_rest_is_there(panel, shop, settle, qtbot):
    (shop.home / "example" / "bad.toml").write_text("name = ")
    panel.following.look()
    qtbot.waitUntil(panel.problems.isVisible)
    assert "bad.toml" in panel.problems.text.replace("\u200b", "")
    assert "Ping" in shown(panel)


def test_folded_rows_and_opened_folders_come_back(panel, panel_tools, shop, settle, qtbot):
    panel.tree.setExpanded(panel.tree.model().index_of(shop.key(shop.orders)), False)
    settle(panel.owner)
    again = CollectionsPanel(panel_tools)
    qtbot.addWidget(again)
    settle(again.owner) if again.owner.loaded else qtbot.waitUntil(lambda: again.owner.loaded)
    assert not again.tree.isExpanded(again.tree.model().index_of(shop.key(shop.orders)))
    again.following.timer.stop()


def _saved(program, qtbot):
    """Save a request; return its tab."""
    panel = program.window.sidebar.show_place("requests")
    qtbot.waitUntil(lambda: panel.owner.loaded)
    tab = program.tools.tabs.open(RequestDocument(Request(name="Mine", url="http://x")))
    panel.saving.ask(tab, program.window).save.click()
    qtbot.waitUntil(lambda: bool(tab.path))
    return tab


def test_all_requests_are_searched_from_any_place(program, qtbot):
    window, actions = program.window, program.tools.actions
    window.show()
    _saved(program, qtbot)
    actions.run("show-history")
    assert actions.run("search-collections")
    assert window.rail.buttons["requests"].isChecked()
    assert window.focusWidget() is window.sidebar.currentWidget().filter


def test_a_saved_request_is_there_after_a_restart(program, qtbot):
    from inspector.gui.application import build
    from inspector.settings.places import places
    from inspector.vault.vault import Vault

    tab = _saved(program, qtbot)
    program.window.close()
    program.close()
    again = build(places(), Vault.in_memory())
    qtbot.addWidget(again.window)
    found = again.window.sidebar.show_place("requests")
    qtbot.waitUntil(lambda: found.owner.loaded)
    try:
        assert tab.path in found.owner.by_key
        (restored,) = again.tools.tabs.documents
        assert (restored.path, restored.modified) == (tab.path, False)
    finally:
        again.window.close()
        again.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menus_open(panel, shop, qtbot, qapp):
    panel._show_new()
    panel.tree.choose(shop.list)
    panel._show_more()
    menus = [each for each in qapp.topLevelWidgets() if each.inherits("QMenu")]
    assert any("Duplicate" in action.text() for menu in menus for action in menu.actions())
    for menu in menus:
        menu.close()


def test_ctrl_z_in_the_tree_brings_back_what_was_deleted(panel, shop, settle, qtbot):
    panel.tree.choose(shop.ping)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    settle(panel.owner)
    assert "Ping" not in shown(panel)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(panel.owner)
    assert "Ping" in shown(panel)


def _drop(tree, document, key):
    """Let go of a tab over a row, as the window system would tell it."""
    data = QMimeData()
    data.setData(TAB_MIME, document.key.encode())
    place = tree.visualRect(tree.model().index_of(key)).center()
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    move = Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(place, move, *rest),
        QDragMoveEvent(place, move, *rest),
        QDropEvent(QPointF(place), move, *rest),
    ):
        QCoreApplication.sendEvent(tree.viewport(), event)


def test_a_tab_dropped_on_a_folder_is_saved_there(panel, shop, panel_tools, settle):
    document = RequestDocument(Request(name="Refund", url="http://a.example/refund"))
    panel_tools.tabs.open(document)
    _drop(panel.tree, document, shop.key(shop.orders))
    settle(panel.owner)
    assert Path(document.path).parent == Path(shop.key(shop.orders))
    assert not document.modified
    assert "Refund" in shown(panel)


def test_a_saved_tab_dropped_on_a_folder_moves_its_file(panel, shop, panel_tools, settle):
    panel.requests.open(shop.ping, keep=True)
    document = panel_tools.tabs.active
    _drop(panel.tree, document, shop.key(shop.orders))
    settle(panel.owner)
    assert Path(document.path).parent == Path(shop.key(shop.orders))
    assert not Path(shop.ping).exists()


# ---------------- What is wrong in files
def test_each_problem_is_listed_with_its_place(light, qtbot):
    card = ProblemsCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    card.show_problems((Problem(what="Bad.", where="a.toml:3: url", todo="Mend it."),) * 2)
    assert not card.isHidden()
    assert card.text.count("Bad. (a.toml:3: url) Mend it.") == 2
    card.show_problems((Problem(what="Bad.", where="a.toml:3: url", todo="Mend it."),) * 90)
    assert card.text.count("Bad. (a.toml:3: url) Mend it.") == 90
    card.show_problems(())
    assert card.isHidden()


# ---------------- Files that somebody else changes
def test_a_changed_file_is_read_again(owner, shop, edit_file, settle):
    following = FollowingFiles(owner)
    edit_file(shop.ping, '"Ping"', '"Pong"')
    following.look()
    settle(owner)
    assert owner.by_key[shop.ping].name == "Pong"


def test_a_change_that_stays_is_read_once(owner, shop, settle):
    following = FollowingFiles(owner)
    (shop.home / "no-collection").mkdir()
    (shop.home / "no-collection" / "alien.toml").write_text("x = 1")
    reads = []
    owner.changed.connect(lambda: reads.append(1))
    for _ in range(3):
        following.look()
        settle(owner)
    assert len(reads) == 1


def test_it_looks_every_two_seconds(owner):
    following = FollowingFiles(owner)
    assert not following.timer.isActive()
    following.begin()
    assert following.timer.isActive()
    assert following.timer.interval() == EVERY
    following.timer.stop()


# ---------------- The menus of the sidebar
def recorder():
    calls = []

    def note(name):
        return lambda *arguments: calls.append((name, *arguments))

    return calls, RowActions(**{name: note(name) for name in RowActions._fields})


def texts(entries):
    return [each.text for each in entries if each.text]


def node(shop, name):
    return next(each for each in walk(tree_of([shop.held()])) if each.name == name)


def test_each_kind_of_row_has_what_can_be_done(shop):
    _, actions = recorder()
    assert "Duplicate" in texts(row_entries(node(shop, "List"), actions))
    folder = texts(row_entries(node(shop, "Orders"), actions))
    assert "Credential…" in folder
    assert "Duplicate" not in folder
    own = texts(row_entries(node(shop, "Example"), actions))
    assert "Delete" in own
    assert "Move up" not in own


def test_an_opened_collection_is_closed_only(shop):
    import msgspec

    _, actions = recorder()
    opened = msgspec.structs.replace(node(shop, "Example"), place="/elsewhere")
    offered = texts(row_entries(opened, actions))
    assert "Close" in offered
    assert "Delete" not in offered


def test_each_entry_asks_for_what_it_says(shop):
    calls, actions = recorder()
    for entry in row_entries(node(shop, "List"), actions):
        entry.do()
    assert [name for name, *_ in calls] == [
        "binds", "run", "rename", "duplicate", "bind", "shift", "shift", "shift", "shift", "show_files", "delete",
    ]  # fmt: skip


def test_a_folder_needs_a_collection():
    _, actions = recorder()
    off = [each.text for each in new_entries(None, actions, any_folder=False) if not each.enabled]
    assert off == ["New folder"]


def test_rows_say_what_is_new_or_changed_since_the_last_commit(shop, panel, settle, qtbot):
    top = Path(shop.key(shop.example))
    author = ("-c", "user.name=a", "-c", "user.email=a@a.test", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run(["git", *author, *arguments], cwd=top, check=True, capture_output=True)
    path = Path(shop.list)
    path.write_text(path.read_text().replace("/v1/orders", "/v2/orders"))
    ping = Path(shop.ping)
    (ping.parent / "pong.toml").write_text(ping.read_text().replace("Ping", "Pong"))
    panel.owner.do(lambda _libraries: None)
    model = panel.tree.model()
    wanted = {shop.list: "changed", str(ping.parent / "pong.toml"): "new", shop.ping: None}
    qtbot.waitUntil(
        lambda: {key: model.data(model.index_of(key), MARK) for key in wanted} == wanted
    )
    spoken = model.data(model.index_of(shop.list), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("changed since the last commit")
    page = ChangesPage(ChangesDocument(top, "Example"), panel._tools)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.lead.text() == "2 requests differ.")
    words = [each.text() for each in page.list.findChildren(Label)]
    assert words == ["1 request has another address", "Orders / List", "1 request is new", "Pong"]
    settle(panel.owner)
