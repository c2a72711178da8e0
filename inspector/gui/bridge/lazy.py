"""A thing that is built when it is first needed, once, whichever thread needs it first."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Late(Generic[Thing]):
    """Holds how to build something, then the thing itself."""

    def __init__(self, build: Callable[[], Thing]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._built: list[Thing] = []
        self._then: list[Callable[[Thing], object]] = []

    @property
    def built(self) -> Thing | None:
        """The thing if it was needed already."""
        return self._built[0] if self._built else None

    def get(self) -> Thing:
        """Return the thing; the first call builds it."""
        with self._lock:
            if not self._built:
                thing = self._build()
                for do in self._then:
                    do(thing)
                self._built.append(thing)
            return self._built[0]

    def then(self, do: Callable[[Thing], object]) -> None:
        """Do something with the thing before anybody uses it; at once where it is built."""
        with self._lock:
            self._then.append(do)
            for thing in self._built:
                do(thing)
