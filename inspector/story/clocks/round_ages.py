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
    """Return the round age that a life passed just before it was refused; None without one.

    Of several refusals since it was accepted last the first one tells when it had ended.
    """
    before = life.accepted_before(entry)
    if not before or life.accepted_after(entry):
        return None
    last = before[-1]
    first = _first_refused(life, last, entry)
    for born, age in ((True, life.age_in), (False, life.since_first_use)):
        accepted, refused, now = age(last.entry), age(first), age(entry)
        if accepted is None or refused is None or now is None:
            continue
        # The first one that has passed: where several have, too much may have happened.
        lasts = next((n for n in _AGES if accepted < n <= refused), None)
        if lasts is not None and refused - lasts <= lasts / _LATE:
            narrow = refused - accepted <= lasts / _NARROW
            return RoundAge(lasts, last, accepted, now, born) if born or narrow else None
    return None


def _first_refused(life: Life, last: Use, entry: Entry) -> Entry:
    """Return the first entry of the same host since it was accepted last that refused it."""
    since = (use.entry for use in life.uses if use.outcome == "refused")
    here = (one for one in since if last.entry.index < one.index < entry.index)
    return next((one for one in here if one.sent.host == entry.sent.host), entry)
