"""The menu of the history offers what fits the chosen rows."""

import msgspec
import pytest

from inspector.gui.history.row_entries import RowActions, row_entries
from tests.gui.history_samples import attempt

ROW = msgspec.structs.replace(attempt(1)[0], key=1, credential="ab12cd34")


@pytest.fixture
def done():
    return []


@pytest.fixture
def actions(done):
    return RowActions(
        *(lambda argument, name=name: done.append((name, argument)) for name in RowActions._fields)
    )


def _run(entries, text):
    next(entry for entry in entries if entry.text == text).do()


def test_one_row_has_everything(actions, done):
    entries = row_entries((ROW,), actions)
    _run(entries, "Same credential")
    _run(entries, "Same request")
    _run(entries, "Pin")
    assert done == [
        ("filter", "credential:ab12cd34"),
        ("filter", 'host:"api.example.com" path:"/orders" method:GET'),
        ("pin", ROW),
    ]


def test_several_rows_can_be_compared_and_deleted(actions, done):
    entries = row_entries((ROW, ROW), actions)
    texts = [entry.text for entry in entries if entry.text]
    assert texts[:3] == ["Compare", "Export 2 attempts…", "Delete 2 attempts"]
    assert "Open" not in texts
    _run(entries, "Delete older than a week")
    _run(entries, "Compare")
    _run(entries, "Export 2 attempts…")
    assert done == [
        ("clear", "before:7d"),
        ("compare", (ROW, ROW)),
        ("export", (ROW, ROW)),
    ]


def test_without_a_credential_there_is_none_to_look_for(actions):
    entries = row_entries((msgspec.structs.replace(ROW, credential=""),), actions)
    assert not next(entry for entry in entries if entry.text == "Same credential").enabled


def test_a_pinned_row_can_be_unpinned(actions):
    entries = row_entries((msgspec.structs.replace(ROW, pinned=True),), actions)
    assert "Unpin" in [entry.text for entry in entries]


def test_a_file_can_be_imported_whatever_is_chosen(actions):
    for chosen in ((), (ROW,), (ROW, ROW)):
        entries = row_entries(chosen, actions)
        assert "Import a HAR or log…" in [entry.text for entry in entries]
        assert entries[0].text
