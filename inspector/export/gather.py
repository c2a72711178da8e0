"""Gathers every secret that an attempt holds, so that each is also found where it is echoed."""

from collections.abc import Iterable

from inspector.model.attempt import Attempt
from inspector.model.message import Header
from inspector.protocol.masking.known_values import SHORTEST, SHORTEST_WORD
from inspector.protocol.masking.message_secrets import of_exchange
from inspector.protocol.masking.wordy import is_telling
from inspector.protocol.redaction import Known, judged_with

MOST = 60  # each one makes every later search slower
_LONGEST = 20_000


def secrets_of(attempt: Attempt, known: Iterable[str] = ()) -> Known:
    """Return the secrets, known ones first, long enough to be looked for in other texts."""
    judged = judged_with(known)
    found = dict.fromkeys(value for value in known if len(value) >= SHORTEST_WORD)
    seen: set[Header] = set()
    for exchange in attempt.exchanges:
        for secret in of_exchange(exchange, judged, seen):
            if len(found) >= MOST:
                return Known(found, judged)
            if len(secret) <= _LONGEST and _is_looked_for(secret):
                found[secret] = None
    return Known(found, judged)


def _is_looked_for(secret: str) -> bool:
    """Whether it would be this secret elsewhere too; a short number could be any."""
    shortest = SHORTEST if secret.isdigit() else SHORTEST_WORD
    return len(secret) >= shortest and is_telling(secret)
