"""Whether a value is refused just past an age at which such values end: an hour, a day, 90 days."""

from datetime import timedelta
from typing import NamedTuple

from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.uses import Use

# Lifetimes that providers and frameworks name in their documentation.
_MINUTES, _HOURS = (5, 10, 15, 20, 30, 45), (1, 2, 3, 4, 6, 8, 10, 12, 24)
_DAYS = (2, 3, 7, 14, 28, 30, 60, 90, 180, 365)
_AGES = (
    *(timedelta(minutes=n) for n in _MINUTES),
    *(timedelta(hours=n) for n in _HOURS),
    *(timedelta(days=n) for n in _DAYS),
)
_LATE = 7  # by at most a seventh of that age: who asks once a day comes late by a day
_NARROW = 10  # accepted and refused within a tenth of that age, where its birth was not seen


class RoundAge(NamedTuple):
    """A round age between those at which a value was accepted last and at which it is refused.

    born: whether ages count from where it was handed out; else from where it was accepted first.
    """

    lasts: timedelta
    last: Use
    accepted: timedelta
    refused: timedelta
    born: bool


def round_age(life: Life, entry: Entry) -> RoundAge | None:
    """Return the round age that a life passed just before an entry refused it; None without one."""
    before = life.accepted_before(entry)
    if not before or life.accepted_after(entry):
        return None
    last = before[-1]
    for born, age in ((True, life.age_in), (False, life.since_first_use)):
        accepted, refused = age(last.entry), age(entry)
        if accepted is None or refused is None:
            continue
        # The first one that has passed: where several have, too much may have happened.
        lasts = next((n for n in _AGES if accepted < n <= refused), None)
        if lasts is not None and refused - lasts <= lasts / _LATE:
            narrow = refused - accepted <= lasts / _NARROW
            return RoundAge(lasts, last, accepted, refused, born) if born or narrow else None
    return None
