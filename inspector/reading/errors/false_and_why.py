"""Results that are a pair of `false` and a reason: `[false, "no such user"]`.

So do handlers of commands answer (webdis, ejabberd), and methods called over XML-RPC or JSON-RPC.
"""

from collections.abc import Iterator

from inspector.reading.body import Content

_PAIR = 2


def reasons_of_false(content: Content) -> Iterator[str]:
    """Yield the reasons of such pairs in a body of JSON, itself one or with them as members."""
    for value in (content.json, *content.object.values()):
        pair = value if isinstance(value, list) and len(value) == _PAIR else [None, None]
        if pair[0] is False and isinstance(pair[1], str) and pair[1]:
            yield pair[1]
