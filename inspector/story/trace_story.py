"""All entries of a trace together: their credentials' lives, and what stands before and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from inspector.reading.statuses import REFUSES_ACCESS
from inspector.story.entry import Entry
from inspector.story.lives import Life, Lives

NEAR = 12
"""Within so many entries a step follows another: a page loads its parts in between."""


class TraceStory:
    """What other entries tell about one; each reading is made when first asked for.

    reasons: why entries that were asked about need no explanation, see `healthy`.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.reasons: dict[int, str] = {}

    @cached_property
    def lives(self) -> Lives:
        """What became of each secret value."""
        return Lives(self.entries)

    def after(self, entry: Entry, many: int = NEAR) -> Sequence[Entry]:
        """Return the next entries."""
        return self.entries[entry.index + 1 : entry.index + 1 + many]

    def before(self, entry: Entry, many: int = NEAR) -> Sequence[Entry]:
        """Return the entries just before, in order."""
        return self.entries[max(0, entry.index - many) : entry.index]

    def between(self, one: Entry, other: Entry) -> Sequence[Entry]:
        """Return the entries after one and before another."""
        return self.entries[one.index + 1 : other.index]

    def main_life(self, entry: Entry) -> Life | None:
        """Return the life of the credential that most likely counts for an entry."""
        main = entry.sent.main
        return self.lives.of(entry, main) if main is not None else None

    def accepted_later(self, entry: Entry) -> Entry | None:
        """Return the next entry that asked for the same thing and got it; None without one."""
        later = self.after(entry)
        return next((one for one in later if entry.repeats(one) and one.succeeded), None)

    @cached_property
    def refusals(self) -> tuple[Entry, ...]:
        """The entries whose status refuses access."""
        return tuple(one for one in self.entries if one.status in REFUSES_ACCESS)
