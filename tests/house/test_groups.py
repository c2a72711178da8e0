"""Tests that share costly work go to one worker: the versions of pytest and xdist must fit."""

from types import SimpleNamespace

import pytest
from xdist.remote import WorkerInteractor


def test_a_worker_tells_the_group_of_a_test_by_its_id(request, monkeypatch):
    item, before = request.node, request.node.nodeid
    item.add_marker(pytest.mark.xdist_group("together"))
    monkeypatch.setattr(item, "_nodeid", before)
    grouped = SimpleNamespace(getvalue=lambda name: name == "loadgroup")
    WorkerInteractor.pytest_collection_modifyitems(None, grouped, [item])
    assert item.nodeid == f"{before}@together"
