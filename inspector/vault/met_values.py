"""Every secret value of this run: what redaction looks for, wherever a server repeats it."""

import threading
from collections.abc import Callable, Iterable

from inspector.protocol.masking.judged_names import JudgedNames, Known


class MetValues:
    """Owner of the values met, deleted ones too; may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, bool] = {}  # every value met -> whether it was ever used
        self._guessed: dict[str, str] = {}  # value -> the unknown header that it was taken from
        self.judged: Callable[[], JudgedNames] = JudgedNames

    def meet(self, values: Iterable[str]) -> None:
        """Take values in that are secret for certain."""
        with self._lock:
            for value in values:
                self._known.setdefault(value, False)
                self._guessed.pop(value, None)

    def use(self, value: str) -> None:
        """Note that a value was used: it is no mere beginning of another that was typed."""
        with self._lock:
            self._known[value] = True

    def is_certain(self, value: str) -> bool:
        """Whether a value was met that is no guess."""
        with self._lock:
            return value in self._known and value not in self._guessed

    def guess(self, value: str, header: str) -> None:
        """Note that a value is secret only because nobody knows its header."""
        with self._lock:
            self._guessed[value] = header.lower()

    def known(self) -> Known:
        """Return the values; beginnings of another one that were never used are left out."""
        judged = self.judged()
        with self._lock:
            open_ = {value for value, name in self._guessed.items() if name in judged.harmless}
            guesses = frozenset(self._guessed) - open_
            values = sorted(value for value in self._known if value and value not in open_)
            after = [*values[1:], ""]
            met = tuple(
                value
                for value, longer in zip(values, after, strict=False)
                if self._known[value] or not longer.startswith(value)
            )
        return Known(met, judged, guesses)
