"""Takes one change over: the single-change attempt that tells whether it was the cause."""

from inspector.compare.registry import all_kinds
from inspector.model.request import Request


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with this one change, all else as it was; None where it can't be taken.

    change: the id of a Delta.
    """
    name = change.partition(":")[0]
    for kind in all_kinds():
        if any(name == own or name.startswith(f"{own}-") for own in kind.IDS):
            taken = kind.take(request, other, change)
            return taken if taken != request else None
    return None
