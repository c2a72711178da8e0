"""What the sidebar keeps for the next run."""

from os import sep

import pytest

from inspector.gui.library.collections import (
    STATUSES_KEPT,
    Remembered,
    read_remembered,
    write_remembered,
)


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
