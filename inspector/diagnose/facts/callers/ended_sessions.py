"""Sessions that lay unused, and then are not given what the very same call was given before."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.story.ends.changed_answers import ChangedAnswer, changed_answer

_PAUSE = timedelta(minutes=14)  # the shortest idle time that frameworks set is 15 minutes


def lost_after_a_pause(case: Case) -> ChangedAnswer | None:
    """Return how a session lost in a pause what it was given; None where it did not.

    Words about a right are then what a server says to nobody: only time has changed.
    """
    changed = changed_answer(case.trace.story, case)
    if changed is None:
        return None
    now, then = case.server_time, changed.worked.server_time
    long = now is not None and then is not None and now - then >= _PAUSE
    wrote = (not one.sent.is_safe for one in case.trace.story.between(changed.worked, case))
    return changed if long and changed.life.is_session and not any(wrote) else None
