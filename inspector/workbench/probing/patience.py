"""How long an experiment waits for an answer: not much longer than the refusal took to come."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.part import Ask

_LEAST, _TIMES = 15.0, 5.0  # seconds, and times of what the refusal took
_replace = msgspec.structs.replace


def in_time(ask: Ask, refused: Case) -> Ask:
    """Return what is asked with an end to the wait for it.

    A person's own limit may be minutes; a server that never answers what is made up would hold up
    every other experiment for as long (etcd waits for the step that a token names to be reached).
    """
    limit = max(_LEAST, _TIMES * refused.exchange.timing.seconds)
    own = ask.request.options
    shortest = limit if own.timeout is None else min(own.timeout, limit)
    return _replace(ask, request=_replace(ask.request, options=_replace(own, timeout=shortest)))
