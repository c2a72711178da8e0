"""Tells a list of what happened, to whomever, from an error: `[{"time": …, "error": …, "ip": …}]`.

Logs of logins and audits list errors of others; an error in a list (of Google's streams, of a batch
of calls) has its code and message and no moment of its own.
"""

from inspector.reading.body import Content
from inspector.reading.named_status import plain_name

MOMENTS = frozenset({"time", "timestamp", "ts", "date", "created", "createdat", "receivedat"})
_FEWEST = 4  # members of a record: the moment, what happened, and whom or what it was about


def lists_events(content: Content) -> bool:
    """Whether a body is a JSON list of records, each of a moment and with several members."""
    whole = content.json
    if not isinstance(whole, list) or not whole:
        return False
    return all(_is_record(one) for one in whole[:_LOOK])


def _is_record(one: object) -> bool:
    if not isinstance(one, dict) or len(one) < _FEWEST:
        return False
    return not MOMENTS.isdisjoint(map(plain_name, one))


_LOOK = 20
