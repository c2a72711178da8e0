"""Tests that share costly work go to one worker: the versions of pytest and xdist must fit."""

from types import SimpleNamespace

import pytest
from xdist.remote import WorkerInteractor

from tests.fixtures.sharing_out import SharingOut


def test_a_worker_tells_the_group_of_a_test_by_its_id(request, monkeypatch):
    item, before = request.node, request.node.nodeid
    item.add_marker(pytest.mark.xdist_group("together"))
    monkeypatch.setattr(item, "_nodeid", before)
    grouped = SimpleNamespace(getvalue=lambda name: name == "loadgroup")
    WorkerInteractor.pytest_collection_modifyitems(None, grouped, [item])
    assert item.nodeid == f"{before}@together"


class Worker:
    """A worker that notes what it is given, and does it when it is asked."""

    def __init__(self, name):
        self.gateway = SimpleNamespace(id=name)
        self.shutting_down = False
        self.given, self.longest = [], 0

    def send_runtest_some(self, indexes):
        self.given += indexes
        self.longest = max(self.longest, len(indexes))

    def shutdown(self):
        self.shutting_down = True


def _shared_out(config, collected):
    """Return two workers that did all they were given, and the most that was kept for one."""
    sharing = SharingOut(config)
    sharing.numnodes = 2
    workers = [Worker("one"), Worker("two")]
    for each in workers:
        sharing.add_node(each)
        sharing.add_node_collection(each, collected)
    sharing.schedule()
    done, most = dict.fromkeys(workers, 0), 0
    while any(done[each] < len(each.given) for each in workers):
        for each in workers:
            if done[each] < len(each.given):
                sharing.mark_test_complete(each, each.given[done[each]])
                done[each] += 1
            most = max(most, len(sharing.assigned_work[each]))
    assert sharing.tests_finished
    assert not sharing.has_pending
    return workers, most


@pytest.fixture
def parallel(pytestconfig):
    """The options of a run with two workers."""
    return SimpleNamespace(
        option=SimpleNamespace(loadscopereorder=False, maxprocesses=None),
        getvalue=lambda name: ["2*popen"] if name == "tx" else pytestconfig.getvalue(name),
        hook=pytestconfig.hook,
    )


def test_each_test_is_given_to_one_worker_in_its_order(parallel):
    collected = [f"a.py::test[{number}]" for number in range(3000)]
    workers, most = _shared_out(parallel, collected)
    assert sorted(workers[0].given + workers[1].given) == list(range(3000))
    for each in workers:
        assert each.given == sorted(each.given)
        assert each.longest > 1
        assert each.shutting_down
    assert most < 20  # what is over is not counted again


def test_a_group_stays_together_and_in_its_order(parallel):
    collected = [f"a.py::test[{number}]" + "@together" * (number % 7 == 0) for number in range(300)]
    workers, _ = _shared_out(parallel, collected)
    group = set(range(0, 300, 7))
    (holder,) = [each for each in workers if group & set(each.given)]
    mine = [place for place in holder.given if place in group]
    assert mine == sorted(group)
    first = holder.given.index(mine[0])
    assert holder.given[first : first + len(mine)] == mine
