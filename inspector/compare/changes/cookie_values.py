"""Other cookies: a session begun anew, one that was missing."""

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.compare.aspects.cookies import facts
from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.wording import tr

RANK = 25
IDS = ("cookie",)


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return the cookies that were added, left out or changed."""
    mine = {fact.name: fact.compared for fact in facts(before)}
    theirs = {fact.name: fact.compared for fact in facts(after)}
    for name in {**mine, **theirs}:
        if name not in mine:
            words = tr("added cookie {name}", name=name)
            sentence = tr("The missing cookie {name} was the cause", name=name)
        elif name not in theirs:
            words = tr("left out cookie {name}", name=name)
            sentence = tr("The cookie {name} was the cause: without it, it was accepted", name=name)
        elif mine[name] != theirs[name]:
            words = tr("another {name}", name=name)
            sentence = tr("The cookie {name} was the cause: another value was accepted", name=name)
        else:
            continue
        yield Delta(id=f"cookie:{name}", words=words, sentence=sentence)


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with the other's cookies: a session is more than one of them."""
    if not change.startswith("cookie:"):
        return None
    rows = tuple(row for row in request.headers if row.name.lower() != "cookie")
    taken = tuple(row for row in other.headers if row.name.lower() == "cookie")
    return replace(request, headers=rows + taken) if taken else None
