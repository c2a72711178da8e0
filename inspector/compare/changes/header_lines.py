"""Other header lines: Origin, a tenant, a CSRF token, a content type."""

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.compare.aspects.request_headers import facts
from inspector.compare.fact import Fact
from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.wording import tr

RANK = 30
IDS = ("header",)
_NOTHING = Fact(name="", text="")


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return the lines that were added, left out or changed."""
    mine, theirs = _by_name(before), _by_name(after)
    for name in {**mine, **theirs}:
        one, other = mine.get(name), theirs.get(name)
        if one is None or other is None or one.compared != other.compared:
            words, sentence = _words(name, one, other)
            weight = (other or one or _NOTHING).weight
            yield Delta(id=f"header:{name}", words=words, sentence=sentence, weight=weight)


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with the other's lines of that name."""
    kind, _, name = change.partition(":")
    if kind != "header":
        return None
    lower = name.lower()
    rows = tuple(row for row in request.headers if row.name.lower() != lower)
    taken = tuple(row for row in other.headers if row.name.lower() == lower)
    return replace(request, headers=rows + taken)


def _by_name(side: Side) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts(side)}


def _words(name: str, one: Fact | None, other: Fact | None) -> tuple[str, str]:
    if one is None:
        words = tr("added {name}", name=name)
        sentence = tr("The header line {name} was the cause: with it, it was accepted", name=name)
    elif other is None:
        words = tr("left out {name}", name=name)
        sentence = tr(
            "The header line {name} was the cause: without it, it was accepted", name=name
        )
    else:
        words = tr("changed {name}", name=name)
        sentence = tr("The header line {name} was the cause: another value was accepted", name=name)
    return words, sentence
