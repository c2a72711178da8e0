"""A workbench with secrets in memory."""

import pytest

from inspector.workbench.build import build


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()
