"""What all windows have together: owners that rooms bring along, and who works for them."""

from collections.abc import Callable
from typing import Any, TypeVar

from inspector.gui.bridge.background import Background

Owner = TypeVar("Owner")


class SharedOwners:
    """One owner of each kind, whichever window asks first. background: outlives every window."""

    def __init__(self, background: Background) -> None:
        self.background = background
        self._made: dict[type, Any] = {}

    def of(self, kind: type[Owner], make: Callable[[], Owner]) -> Owner:
        """Return the owner of that kind; the first call makes it."""
        if kind not in self._made:
            self._made[kind] = make()
        found: Owner = self._made[kind]
        return found
