"""The words of a command line, and what a shell would have put in their place."""

from typing import NamedTuple


class Words(NamedTuple):
    """variables: names of shell variables; in the words they stand as `{{NAME}}`."""

    words: tuple[str, ...]
    variables: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


class Collector:
    """Gathers characters into words."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.notes: dict[str, None] = {}
        self._words: list[str] = []
        self._current: list[str] | None = None

    def add(self, text: str) -> None:
        """Add text to the word under way; empty text starts an empty word."""
        if self._current is None:
            self._current = []
        self._current.append(text)

    def variable(self, name: str) -> None:
        """Add a shell variable."""
        self.variables.add(name)
        self.add("{{" + name + "}}")

    def end(self) -> None:
        """End the word under way."""
        if self._current is not None:
            self._words.append("".join(self._current))
        self._current = None

    @property
    def begun(self) -> bool:
        """Whether a word is under way."""
        return self._current is not None

    @property
    def current(self) -> str | None:
        """The word under way, None between words."""
        return None if self._current is None else "".join(self._current)

    def drop(self) -> None:
        """Forget the word under way."""
        self._current = None

    def note(self, sentence: str) -> None:
        """Say something once."""
        self.notes[sentence] = None

    def finished(self) -> Words:
        """Return all words."""
        self.end()
        return Words(tuple(self._words), frozenset(self.variables), tuple(self.notes))
