"""Late things are built once, whoever asks first."""

import threading
from concurrent.futures import CancelledError

import pytest

from inspector.gui.bridge.lazy import Late


def test_it_is_built_at_the_first_use():
    built = []
    late = Late(lambda: built.append(1) or "thing")
    assert late.built is None
    assert (late.get(), late.get(), late.built) == ("thing", "thing", "thing")
    assert built == [1]


def test_threads_get_the_same_thing():
    late, got = Late(object), []
    threads = [threading.Thread(target=lambda: got.append(late.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, got))) == 1


def test_after_the_end_nothing_is_built():
    late, ended = Late(object), []
    late.end(ended.append)
    with pytest.raises(CancelledError):
        late.get()
    assert (ended, late.built) == ([], None)


def test_what_was_built_is_ended_and_stays():
    late, ended = Late(object), []
    thing = late.get()
    late.end(ended.append)
    assert ended == [thing]
    assert late.get() is thing


def test_the_end_waits_for_what_is_being_built():
    building, go_on, ended = threading.Event(), threading.Event(), []

    def build():
        building.set()
        go_on.wait(60)
        return "thing"

    late = Late(build)
    builder = threading.Thread(target=late.get)
    builder.start()
    assert building.wait(60)
    ender = threading.Thread(target=late.end, args=(ended.append,))
    ender.start()
    go_on.set()
    for thread in (builder, ender):
        thread.join()
    assert ended == ["thing"]
