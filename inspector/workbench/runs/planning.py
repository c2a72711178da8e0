"""Says what a run of a collection sends: its requests in their order, ready to be sent."""

import re
from collections.abc import Iterator

import msgspec

from inspector.library.inherit import place_of, resolve
from inspector.model.collection import Collection, Folder
from inspector.model.request import Request
from inspector.protocol.methods import SAFE
from inspector.workbench.runs.running import Run


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What of a collection is to be run. place: its folder on disk; inside: as of `runs_in`."""

    name: str
    collection: Collection
    place: str
    inside: str = ""

    def runs(self, environment: str = "") -> tuple[Run, ...]:
        """Return its requests, as they are sent in that environment."""
        return runs_in(self.collection, self.place, self.inside, environment)


_BREAK = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def runs_in(
    collection: Collection, place: str, inside: str = "", environment: str = ""
) -> tuple[Run, ...]:
    """Return the requests of a collection, folders before requests, as the tree shows them.

    place: its folder on disk. inside: of these folders' path in it alone, or of one request's file
    (`orders/list`). environment: a name that the collection does not have counts as none.
    """
    return tuple(
        msgspec.structs.replace(_run(collection, request, path, place, environment), number=number)
        for number, (path, request) in enumerate(_requests(collection, (), inside))
    )


def writes(run: Run) -> bool:
    """Whether sending it may change something: its method does more than read (RFC 9110 §9.2.1)."""
    return run.request.method.upper() not in SAFE


def _run(
    collection: Collection, request: Request, path: tuple[str, ...], place: str, environment: str
) -> Run:
    resolved = resolve(request, collection, place_of(request.id), environment)
    scope = msgspec.structs.replace(resolved.scope, place=place)
    return Run(path=tuple(map(_one_line, path)), request=resolved.request, scope=scope)


def _one_line(name: str) -> str:
    """Return a name without line breaks: it would write lines of its own into logs of CI."""
    return _BREAK.sub(" ", name)


def _requests(
    holder: Collection | Folder, path: tuple[str, ...], inside: str
) -> Iterator[tuple[tuple[str, ...], Request]]:
    for folder in holder.folders:
        yield from _requests(folder, (*path, folder.name), inside)
    for request in holder.requests:
        own = request.id.partition("/")[2]
        if not inside or own == inside or own.startswith(f"{inside}/"):
            yield (*path, request.name), request
