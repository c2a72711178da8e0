"""Results that are a pair of `false` and a reason: `[false, "no such user"]`.

So do handlers of commands answer (webdis, ejabberd), and methods called over XML-RPC or JSON-RPC.
"""

from collections.abc import Iterator

from inspector.reading.body import Content

_PAIR = 2
_ALONE = 1  # members of such a body: among others the pair is data


def reasons_of_false(content: Content) -> Iterator[str]:
    """Yield the reason of such a pair in a body of JSON: the whole of it, or its only member."""
    members = content.object.values() if len(content.object) <= _ALONE else ()
    for value in (content.json, *members):
        pair = value if isinstance(value, list) and len(value) == _PAIR else [None, None]
        if pair[0] is False and isinstance(pair[1], str) and pair[1]:
            yield pair[1]
