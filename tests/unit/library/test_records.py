"""The records of files default to what an empty file says."""

from pathlib import Path

import pytest

from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.toml import read
from inspector.model.request import Request


@pytest.mark.parametrize("kind", [CollectionFile, EnvironmentFile, FolderFile, Request])
def test_an_empty_file_is_all_defaults(kind):
    found = read(Path("f"), "", kind)
    assert found.record == kind()
    assert found.problems == ()
