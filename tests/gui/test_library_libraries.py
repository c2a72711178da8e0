"""The libraries of opened folders."""

import pytest

from inspector.gui.library.collections import OWN, Libraries, holds_collections
from inspector.library.library import Library
from inspector.model.request import Request
from inspector.vault.vault import Vault


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
