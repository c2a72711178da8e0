"""A workbench with secrets in memory."""

import pytest

from inspector.workbench.build import build
from tests.fixtures.every_credential import provide
from tests.fixtures.experimenting import Lab


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


@pytest.fixture
def lab(bench, tmp_path, monkeypatch):
    """A workbench whose experiments do not wait, and that has what each kind of credential needs."""
    provide(bench, tmp_path, monkeypatch)
    return Lab(bench)
