"""Calls whoever wants to hear of a change, until they want to no more."""

import weakref
from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Watchers(Generic[P]):
    """Watchers of one owner; they are called on the thread on which it changes."""

    def __init__(self) -> None:
        self._all: dict[object, Callable[P, None]] = {}

    def add(self, watcher: Callable[P, None]) -> Callable[[], None]:
        """Call `watcher` from now on; returns what ends that.

        What ends it keeps nobody here: Qt may keep it, unseen by Python.
        """
        mark, forget = object(), weakref.WeakMethod(self._forget)
        self._all[mark] = watcher

        def end() -> None:
            if (still_here := forget()) is not None:
                still_here(mark)

        return end

    def tell(self, *change: P.args, **named: P.kwargs) -> None:
        """Call all of them; one that another one ended meanwhile is left out."""
        for mark, watcher in tuple(self._all.items()):
            if mark in self._all:
                watcher(*change, **named)

    def _forget(self, mark: object) -> None:
        self._all.pop(mark, None)
