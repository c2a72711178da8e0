"""A workbench with secrets in memory."""

import pytest

from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


@pytest.fixture
def lab(bench):
    """A workbench whose experiments do not wait."""
    return Lab(bench)
