"""How long ago the refresh token of a renewal was handed out, as the trace shows it."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.story.lives import Life

# Google, Entra and Keycloak let sessions idle for 30 minutes at least before a refresh token ends
_SHORTEST = timedelta(minutes=25)


def lately_issued(case: Case) -> Life | None:
    """Return the refresh token that was handed out so shortly before that it can't have run out."""
    for life in case.trace.story.lives.sent_in(case):
        age = life.age_in(case) if life.kind == "refresh-token" and life.birth else None
        if age is not None and timedelta() <= age < _SHORTEST:
            return life
    return None
