"""Late things are built once, whoever asks first."""

import threading

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
