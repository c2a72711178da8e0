"""The owner of the collections."""

import pytest

from inspector.gui.library.collections import Remembered, read_remembered
from inspector.model.credential import Bearer
from tests.gui.library_fixtures import request as some_request


def test_it_reads_what_is_there(owner, shop):
    assert {shop.list, shop.create, shop.ping} <= owner.by_key.keys()
    assert owner.problems == ()


def test_a_request_inherits_from_its_collection(owner, shop):
    found = owner.inherited(shop.list, owner.by_key[shop.list].request)
    assert isinstance(found.credential, Bearer)


def test_a_request_of_no_collection_stays_as_it_is(owner):
    made = some_request("Alone")
    assert owner.inherited("", made) is made
    assert owner.collection_of("nowhere") is None


def test_work_is_done_in_order_and_the_files_are_read_again(owner, shop, settle):
    done = []
    owner.do(lambda each: each.library("").rename("example/ping", "Pong"), done.append)
    owner.do(lambda _each: 2, done.append, reload=False)
    assert owner.busy
    settle(owner)
    assert [done[0].id, done[1]] == ["example/ping", 2]
    assert owner.by_key[shop.ping].name == "Pong"


def test_first_is_told_before_the_change(owner, settle):
    order = []
    owner.changed.connect(lambda: order.append("changed"))
    owner.do(lambda _each: 1, lambda _: order.append("then"), first=lambda _: order.append("first"))
    settle(owner)
    assert order == ["first", "changed", "then"]


def test_what_is_remembered_is_written(owner, panel_tools, settle, qtbot):
    value = Remembered().with_status("x", 401)
    with qtbot.waitSignal(owner.kept):
        owner.remember(value)
    settle(owner)
    assert read_remembered(panel_tools.places.state / "collections.json") == value


def test_a_mistake_does_not_stop_the_queue(owner, settle, qtbot):
    done = []
    with qtbot.captureExceptions() as mistakes:
        owner.do(lambda _each: 1 // 0)
        owner.do(lambda _each: 2, done.append)
        settle(owner)
    assert [kind for kind, _, _ in mistakes] == [ZeroDivisionError]
    assert done == [2]


@pytest.mark.parametrize("damage", ["name = ", 'unknown = 5\nname = "x"'])
def test_problems_of_files_are_listed(shop, panel_tools, settle, damage):
    from inspector.gui.library.collections import Collections

    (shop.home / "example" / "bad.toml").write_text(damage)
    made = Collections(panel_tools)
    made.begin()
    settle(made)
    assert "bad.toml" in made.problems[0].where
