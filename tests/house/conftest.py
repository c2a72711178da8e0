"""Tests that read the program's sources run one after another and share what is parsed."""

import gc

import pytest

from tests.house import _program


@pytest.fixture
def driver(start):
    """Start the program with a refused request and its repair, so every screen has content."""
    made = start()
    made.answer(lambda: made.run("demo"))
    made.answer(lambda: made.run("apply-fix"))
    made.window.activateWindow()
    return made


def _reads_sources(item):
    return item is not None and getattr(item.module, "house", None) is _program


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep them in one worker: parsing the program takes seconds, and two dozen of them do."""
    for item in items:
        if _reads_sources(item):
            item.add_marker(pytest.mark.xdist_group("sources"))


def pytest_runtest_teardown(item, nextitem):
    """Spare collections the trees, two million objects; let them go after the last of the tests."""
    if not _reads_sources(item):
        return
    if not _reads_sources(nextitem):
        _program.nodes.cache_clear()
        _program.parsed.cache_clear()
        gc.unfreeze()
        gc.collect()
    gc.freeze()
