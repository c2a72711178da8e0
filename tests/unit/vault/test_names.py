"""Names are remembered in files of their own."""

import pytest

from inspector.vault.names import Names
from inspector.vault.store import StoreError


def test_two_processes_add_names_without_losing_any(tmp_path):
    one, other = Names(tmp_path / "n"), Names(tmp_path / "n")
    one.add("first")
    other.add("second/with ü")
    one.add("first")
    assert one.all() == other.all() == ("first", "second/with ü")
    other.remove("first")
    other.remove("first")
    assert one.all() == ("second/with ü",)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "n").write_text("a file")
    with pytest.raises(StoreError):
        Names(tmp_path / "n").add("name")
