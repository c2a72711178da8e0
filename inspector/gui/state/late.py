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

    @property
    def built(self) -> Thing | None:
        """The thing if it was needed already."""
        return self._built[0] if self._built else None

    def get(self) -> Thing:
        """Return the thing; the first call builds it."""
        with self._lock:
            if not self._built:
                self._built.append(self._build())
            return self._built[0]
