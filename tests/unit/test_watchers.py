"""Who watches is told until that is ended, and what ends it keeps nobody alive."""

import gc
import weakref

from inspector.watchers import Watchers


def test_all_are_told_in_their_order_until_they_end():
    watchers, told = Watchers[str](), []
    end = watchers.add(lambda word: told.append(f"first {word}"))
    watchers.add(lambda word: told.append(f"second {word}"))
    watchers.tell("one")
    end()
    end()
    watchers.tell("two")
    assert told == ["first one", "second one", "second two"]


def test_one_that_another_ends_meanwhile_is_left_out():
    watchers, told, ends = Watchers[[]](), [], []

    def first():
        for end in ends:
            end()

    watchers.add(first)
    ends.append(watchers.add(lambda: told.append("late")))
    watchers.tell()
    assert told == []


def test_one_that_is_added_meanwhile_hears_the_next_change():
    watchers, told = Watchers[[]](), []
    watchers.add(lambda: watchers.add(lambda: told.append("new")))
    watchers.tell()
    assert told == []
    watchers.tell()
    assert told == ["new"]


class _Panel:
    def hear(self):
        """Hear a change."""


def test_what_ends_it_keeps_neither_watchers_nor_who_watches():
    watchers, panel = Watchers[[]](), _Panel()
    end = watchers.add(panel.hear)
    left = weakref.ref(watchers), weakref.ref(panel)
    del watchers, panel
    gc.collect()
    assert [one() for one in left] == [None, None]
    end()
