"""Another address: method, host, path or query."""

from collections.abc import Iterator
from urllib.parse import parse_qs, unquote_plus

from msgspec.structs import replace

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import QueryParam, Request
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.protocol.urls import origin_of, split
from inspector.wording import tr

RANK = 20
IDS = ("method", "host", "path", "query")


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return the parts of the address that differ."""
    mine, theirs = split(before.request.url), split(after.request.url)
    if before.request.method != after.request.method:
        yield _cause("method", tr("method"), before.request.method, after.request.method)
    one, other = origin_of(before.request.url), origin_of(after.request.url)
    if one != other:
        yield _cause("host", tr("host"), one, other)
    if (mine.path or "/") != (theirs.path or "/"):
        paths = (before.shown(mine.path or "/"), after.shown(theirs.path or "/"))
        yield _cause("path", tr("path"), *paths)
    queries = parse_qs(mine.query, True), parse_qs(theirs.query, True)
    yield from _queries(*queries, after)


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with that part of the other's address."""
    kind, _, name = change.partition(":")
    mine, theirs = split(request.url), split(other.url)
    if kind == "method":
        return replace(request, method=other.method)
    if kind == "host":
        return replace(
            request, url=mine._replace(scheme=theirs.scheme, netloc=theirs.netloc).geturl()
        )
    if kind == "path":
        return replace(request, url=mine._replace(path=theirs.path).geturl())
    if kind == "query":
        return _with_query(request, other, name)
    return None


def _with_query(request: Request, other: Request, name: str) -> Request | None:
    wanted = parse_qs(split(other.url).query, True).get(name, [])
    wanted += [row.value for row in other.query if row.enabled and row.name == name]
    if not wanted:
        return None
    rows = [row for row in request.query if row.name != name]
    return replace(
        request,
        url=_without(request.url, name),
        query=(*rows, *(QueryParam(name, value) for value in wanted)),
    )


def _without(url: str, name: str) -> str:
    """Return an address without a parameter; the others stay as they are written."""
    parts = split(url)
    kept = [
        piece for piece in parts.query.split("&") if unquote_plus(piece.partition("=")[0]) != name
    ]
    return parts._replace(query="&".join(kept)).geturl()


def _queries(
    mine: dict[str, list[str]], theirs: dict[str, list[str]], side: Side
) -> Iterator[Delta]:
    for name in {**mine, **theirs}:
        if mine.get(name) == theirs.get(name):
            continue
        what = tr("parameter {name}", name=name)
        before, after = (", ".join(each.get(name, [])) for each in (mine, theirs))
        secret = any(is_secret_pair(name, each, is_form=True) for each in (before, after))
        if secret or side.masking.hides(before) or side.masking.hides(after):
            yield Delta(
                id=f"query:{name}",
                words=tr("changed {name}", name=name),
                sentence=tr("The {what} was the cause: another one was accepted", what=what),
            )
        else:
            made = _cause(f"query:{name}", what, before, after)
            yield replace(made, weight="plain")


def _cause(identity: str, what: str, before: str, after: str) -> Delta:
    return Delta(
        id=identity,
        words=tr("changed {name}", name=what),
        sentence=tr(
            "The {what} was the cause: {before} was refused, {after} accepted",
            what=what,
            before=before or tr("none"),
            after=after or tr("none"),
        ),
    )
