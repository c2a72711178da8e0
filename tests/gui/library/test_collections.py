"""The owner of the collections."""

from os import sep

import pytest

from inspector.gui.library.collections import (
    OWN,
    STATUSES_KEPT,
    Libraries,
    Remembered,
    holds_collections,
    read_remembered,
    sentence,
    went_well,
    write_remembered,
)
from inspector.gui.state.notices import Notices
from inspector.library.library import Library
from inspector.library.results import Done
from inspector.model.collection import Problem
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.vault.vault import Vault
from tests.gui.library_fixtures import request as some_request


def test_it_reads_what_is_there(owner, shop):
    assert {shop.list, shop.create, shop.ping} <= owner.by_key.keys()
    assert owner.problems == ()


def test_a_request_inherits_from_its_collection(owner, shop):
    found = owner.inherited(shop.list, owner.by_key[shop.list].request)
    assert isinstance(found.credential, Bearer)


def test_a_request_of_no_collection_stays_as_it_is(owner):
    made = some_request("Alone")
    assert owner.inherited("", made) is made
    assert owner.collection_of("nowhere") is None


def test_work_is_done_in_order_and_the_files_are_read_again(owner, shop, settle):
    done = []
    owner.do(lambda each: each.library("").rename("example/ping", "Pong"), done.append)
    owner.do(lambda _each: 2, done.append, reload=False)
    assert owner.busy
    settle(owner)
    assert [done[0].id, done[1]] == ["example/ping", 2]
    assert owner.by_key[shop.ping].name == "Pong"


def test_first_is_told_before_the_change(owner, settle):
    order = []
    owner.changed.connect(lambda: order.append("changed"))
    owner.do(lambda _each: 1, lambda _: order.append("then"), first=lambda _: order.append("first"))
    settle(owner)
    assert order == ["first", "changed", "then"]


def test_what_is_remembered_is_written(owner, panel_tools, settle, qtbot):
    value = Remembered().with_status("x", 401)
    with qtbot.waitSignal(owner.kept):
        owner.remember(value)
    settle(owner)
    assert read_remembered(panel_tools.places.state / "collections.json") == value


def test_a_mistake_does_not_stop_the_queue(owner, settle, qtbot):
    done = []
    with qtbot.captureExceptions() as mistakes:
        owner.do(lambda _each: 1 // 0)
        owner.do(lambda _each: 2, done.append)
        settle(owner)
    assert [kind for kind, _, _ in mistakes] == [ZeroDivisionError]
    assert done == [2]


@pytest.mark.parametrize("damage", ["name = ", 'unknown = 5\nname = "x"'])
def test_problems_of_files_are_listed(shop, panel_tools, settle, damage):
    from inspector.gui.library.collections import Collections

    (shop.home / "example" / "bad.toml").write_text(damage)
    made = Collections(panel_tools)
    made.begin()
    settle(made)
    assert "bad.toml" in made.problems[0].where


# ---------------- The libraries of opened folders
@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


@pytest.fixture
def libraries(vault, tmp_path):
    return Libraries(vault, tmp_path / "own", tmp_path / "trash")


@pytest.fixture
def elsewhere(vault, tmp_path):
    """A folder that holds two collections."""
    root = tmp_path / "elsewhere"
    made = Library(root, vault, tmp_path / "trash")
    made.add(made.new_collection("One").id, Request(name="First"))
    made.new_collection("Two")
    return root


def names(held):
    return [loaded.collection.name for each in held for loaded in each.loaded]


def test_nothing_is_there_at_first(libraries):
    assert names(libraries.begin(())) == []


def test_a_folder_of_collections_is_opened(libraries, elsewhere):
    assert names(libraries.begin((str(elsewhere),))) == ["One", "Two"]


def test_a_collection_alone_is_opened_without_its_neighbours(libraries, elsewhere):
    libraries.open(str(elsewhere / "one"))
    held = libraries.load()[-1]
    assert names([held]) == ["One"]
    assert held.loaded[0].collection.requests[0].id == "one/first"
    (elsewhere / "two" / "collection.toml").write_text('name = "changed"')
    assert libraries.check() == frozenset()


def test_a_change_is_noticed(libraries, elsewhere):
    libraries.open(str(elsewhere))
    libraries.load()
    (elsewhere / "one" / "first.toml").write_text('name = "changed"')
    assert [change.kind for change in libraries.check()] == ["changed"]


def test_a_folder_that_is_gone_is_told_and_stays_listed(libraries, tmp_path):
    libraries.open(str(tmp_path / "gone"))
    held = libraries.load()[-1]
    assert "gone was not found" in held.problems[0].what
    assert held.place == str(tmp_path / "gone")


def test_a_closed_folder_is_left_alone(libraries, elsewhere):
    libraries.open(str(elsewhere))
    libraries.close(str(elsewhere))
    assert names(libraries.load()) == []
    assert (elsewhere / "one" / "first.toml").exists()


def test_an_ordinary_folder_becomes_a_collection(libraries, tmp_path):
    folder = tmp_path / "plain"
    folder.mkdir()
    assert not holds_collections(folder)
    assert libraries.found(str(folder)) is None
    assert holds_collections(folder)
    libraries.open(str(folder))
    assert names(libraries.load()) == ["plain"]


def test_the_trash_of_earlier_runs_is_emptied(libraries, tmp_path):
    (tmp_path / "trash" / "old").mkdir(parents=True)
    libraries.begin(())
    assert not (tmp_path / "trash").exists()
    assert libraries.library(OWN)


def test_what_killed_saves_left_is_swept_where_collections_lie(libraries, elsewhere, tmp_path):
    left = [root / ".x.toml.0123456789ab.tmp" for root in (tmp_path / "own", elsewhere / "one")]
    (tmp_path / "own").mkdir()
    for path in left:
        path.touch()
    libraries.begin((str(elsewhere),))
    assert [path for path in left if path.exists()] == []


# ---------------- What the sidebar keeps for the next run
def test_it_comes_back(tmp_path):
    value = Remembered().with_place("/a").with_place("/b").with_place("/a").with_status("x", 401)
    value = value.fold("k", folded=True).without_place("/b")
    write_remembered(tmp_path / "kept.json", value)
    assert read_remembered(tmp_path / "kept.json") == value
    assert (value.places, value.folded, value.statuses) == (("/a",), {"k"}, {"x": 401})


def test_a_row_is_opened_again():
    assert Remembered().fold("k", folded=True).fold("k", folded=False) == Remembered()


def test_the_oldest_of_very_many_statuses_go():
    value = Remembered(statuses={str(number): 200 for number in range(STATUSES_KEPT + 1)})
    kept = value.with_status("new", 401).statuses
    assert "0" not in kept
    assert kept["new"] == 401


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"places": 5, "folded": [1], "statuses": {"a": "b"}}']
)
def test_a_damaged_file_counts_as_none(tmp_path, content):
    path = tmp_path / "kept.json"
    path.write_text(content)
    assert read_remembered(path) == Remembered()


def test_moved_files_keep_their_status():
    value = Remembered(folded=frozenset({f"a{sep}b"}), statuses={f"a{sep}x": 401, "ab": 200})
    moved = value.moved("a", "c")
    assert moved.folded == {f"c{sep}b"}
    assert moved.statuses == {f"c{sep}x": 401, "ab": 200}


# ---------------- Problems in words
def test_a_problem_says_what_where_and_what_to_do():
    assert sentence(Problem(what="Bad.", where="a:1", todo="Mend it.")) == "Bad. (a:1) Mend it."
    assert sentence(Problem(what="Bad.")) == "Bad."


def test_warnings_are_told_though_it_was_done(qapp):
    notices = Notices()
    assert went_well(Done(id="a", warnings=(Problem(what="Locked."),)), notices)
    assert [each.text for each in notices.all] == ["Locked."]


def test_a_problem_is_told(qapp):
    notices = Notices()
    assert not went_well(Done(problem=Problem(what="Full.")), notices)
    assert [each.text for each in notices.all] == ["Full."]
