"""Which headers' names the user has judged: what comes with the known values to all who mask."""

from collections.abc import Iterable
from typing import Self

import msgspec


class JudgedNames(msgspec.Struct, frozen=True):
    """Names of headers in small letters, as the user answered "is this a secret?".

    secret: masked whatever they hold. harmless: shown, though nobody else knows them.
    """

    secret: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()

    @classmethod
    def of(cls, secret: Iterable[str] = (), harmless: Iterable[str] = ()) -> "JudgedNames":
        """Return the record of names in any case; one that is in both is secret."""
        hidden = frozenset(map(str.lower, secret))
        return cls(hidden, frozenset(map(str.lower, harmless)) - hidden)


NOBODY_JUDGED = JudgedNames()


class Known(tuple[str, ...]):  # noqa: SLOT001 - a tuple's subclass can't have slots with names
    """The values known to be secret, and the names that the user judged.

    They go as one, so that nobody who hides the values forgets the names. guesses: which of the
    values are secret only because nobody knows the header that they came from.
    """

    judged: JudgedNames
    guesses: frozenset[str]

    def __new__(
        cls,
        values: Iterable[str] = (),
        judged: JudgedNames = NOBODY_JUDGED,
        guesses: frozenset[str] = frozenset(),
    ) -> Self:
        """Return the values with the names."""
        made = super().__new__(cls, values)
        made.judged, made.guesses = judged, guesses
        return made

    def __eq__(self, other: object) -> bool:
        """Whether values and names are the same."""
        return super().__eq__(other) is True and self.judged == judged_with(other)

    def __ne__(self, other: object) -> bool:
        """Whether values or names differ (a tuple's own answer knows no names)."""
        return not self == other

    def __hash__(self) -> int:
        """Return the hash of values and names."""
        return hash((tuple(self), self.judged))


def judged_with(values: object) -> JudgedNames:
    """Return the names that come with known values; none where only values were given."""
    return values.judged if isinstance(values, Known) else NOBODY_JUDGED
