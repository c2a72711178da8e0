"""A library in a folder of the test, with a vault in memory."""

import pytest

from inspector.library.library import Library
from inspector.library.shelf import Shelf
from inspector.vault import Vault


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "collections"
    folder.mkdir()
    return folder


@pytest.fixture
def shelf(root):
    return Shelf(root)


@pytest.fixture
def library(root, vault, tmp_path):
    return Library(root, vault, tmp_path / "trash")
