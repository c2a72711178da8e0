"""What the command `import` reads and says: requests with their auth, environments, losses."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from inspector.cli.inputs import STDIN, NotReadable, placed, read_input
from inspector.disk.encoding import json_text
from inspector.disk.reading import Unread
from inspector.disk.tree import read_tree
from inspector.intake import IN_FOLDERS, Loss, Reading, Unreadable, read, read_folder, title_of
from inspector.intake.recorded import recorded_requests
from inspector.library.coming_in import ComingIn, coming_in
from inspector.model.collection import Collection, Environment, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.presentation.bodies.printable import printable
from inspector.protocol.redaction import masked_text, masked_url
from inspector.wording import tr, tr_n


class Coming(NamedTuple):
    """One source that was read. secrets: the values behind its references."""

    file: str
    kind: str
    collection: Collection
    secrets: dict[SecretRef, str]
    lost: tuple[Loss, ...] = ()

    def with_environments_alone(self) -> "Coming":
        """Return it without its requests and what is said of them."""
        alone = Collection(
            name=self.collection.name,
            variables=self.collection.variables,
            environments=self.collection.environments,
        )
        return self._replace(
            collection=alone, lost=tuple(each for each in self.lost if not each.where)
        )


Import = Coming | Problem


class Keeping(NamedTuple):
    """What becomes of secrets. unkept: how many of each source no store took, by its name.

    by_choice: whether somebody set that they are kept for this run only; none counts as such then.
    """

    unkept: Mapping[str, int] = MappingProxyType({})
    by_choice: bool = False


class ImportedRequest(msgspec.Struct, frozen=True, kw_only=True, rename={"source": "from"}):
    """A request in the JSON. source: which level says what it leaves with."""

    path: list[str]
    method: str
    url: str
    auth: str
    source: str
    disabled: bool
    lost: list[str]


class ImportedEnvironment(msgspec.Struct, frozen=True, kw_only=True):
    """An environment in the JSON: the names of its variables, never a value."""

    name: str
    variables: list[str]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What the JSON says of one source. lost: what belongs to no request.

    unkept: how many of the secrets no store took, although nobody chose that.
    """

    file: str
    kind: str
    requests: list[ImportedRequest]
    environments: list[ImportedEnvironment]
    secrets: int
    unkept: int
    lost: list[str]


class NotImported(msgspec.Struct, frozen=True, kw_only=True):
    """What the JSON says of a source that can't be read."""

    file: str
    problem: Problem


def read_source(name: str) -> Coming:
    """Return what a file or a folder holds; a single request makes a collection of one.

    Raises NotReadable.
    """
    path = Path(name)
    try:
        if name != STDIN and path.is_dir():
            reading = read_folder(read_tree(path, IN_FOLDERS), path.name)
        else:
            reading = read(read_input(name), path.name)
    except Unreadable as error:
        raise NotReadable(placed(error.problem, name)) from None
    except Unread as error:
        raise NotReadable(error.problem) from None
    except OSError as error:
        what = tr("The folder could not be read: {reason}.", reason=error.strerror or "")
        raise NotReadable(Problem(what=what, where=name)) from None
    if reading.attempt is not None:
        made = recorded_requests(reading.attempt, reading.kind, _stem(name))
        if made.collection and made.collection.requests:
            reading = made
        elif made.losses:
            raise NotReadable(Problem(what=made.losses[0].what, where=name))
    collection = _collection(reading, name)
    notes = tuple(Loss(what=note) for note in reading.notes)
    return Coming(name, reading.kind, collection, reading.secrets, (*reading.losses, *notes))


def _collection(reading: Reading, name: str) -> Collection:
    own = reading.collection
    if own is None and reading.request is not None:
        own = Collection(name="", requests=(_named(reading.request),))
    if own is None:
        raise NotReadable(
            Problem(
                what=tr(
                    "This holds no requests (it was read as {kind}).", kind=title_of(reading.kind)
                ),
                where=name,
                todo=tr("Give an exported collection, a .http file, a HAR, or a curl command."),
            )
        )
    return own if own.name else msgspec.structs.replace(own, name=_stem(name))


def _named(request: Request) -> Request:
    name = request.name or f"{request.method} {request.url}"
    return msgspec.structs.replace(request, name=name)


def _stem(name: str) -> str:
    return tr("Requests") if name == STDIN else Path(name).name.partition(".")[0] or tr("Requests")


def imported(coming: Coming, keeping: Keeping) -> Imported:
    """Return the record of one source for the JSON; no secret is in it."""
    every = coming_in(coming.collection)
    places = {"/".join(each.path) for each in every}
    return Imported(
        file=coming.file,
        kind=coming.kind,
        requests=[_request(each, coming.lost) for each in every],
        environments=[
            ImportedEnvironment(name=masked_text(each.name), variables=list(each.values))
            for each in coming.collection.environments
        ],
        secrets=len(set(coming.secrets.values())),
        unkept=keeping.unkept.get(coming.file, 0),
        lost=[_text(each) for each in coming.lost if each.where not in places],
    )


def _request(each: ComingIn, lost: Sequence[Loss]) -> ImportedRequest:
    place = "/".join(each.path)
    return ImportedRequest(
        path=list(map(masked_text, each.path)),
        method=each.request.method,
        url=masked_url(each.request.url),
        auth=each.auth,
        source=each.source,
        disabled=each.switched_off,
        lost=[masked_text(loss.what) for loss in lost if loss.where == place],
    )


def _text(loss: Loss) -> str:
    words = masked_text(loss.what)
    return f"{masked_text(loss.where)}: {words}" if loss.where else words


def printed(
    comings: Sequence[Import], names: Sequence[str], format_name: str, keeping: Keeping
) -> str:
    """Return all that is said on stdout; names: of the sources, in their order.

    keeping: what becomes of their secrets.
    """
    if format_name == "json":
        records = [
            NotImported(file=name, problem=each)
            if isinstance(each, Problem)
            else imported(each, keeping)
            for name, each in zip(names, comings, strict=True)
        ]
        return json_text(records[0] if len(records) == 1 else records)
    return "\n".join(_page(each, keeping) for each in comings if isinstance(each, Coming))


def _page(coming: Coming, keeping: Keeping) -> str:
    record = imported(coming, keeping)
    head = tr_n(
        "{name}: {count} request ({kind})",
        "{name}: {count} requests ({kind})",
        len(record.requests),
        name=masked_text(coming.collection.name),
        kind=title_of(record.kind),
    )
    lines = [head, *(_line(each) for each in record.requests)]
    lines += [
        tr_n(
            "Environment {name}: {count} variable",
            "Environment {name}: {count} variables",
            len(each.variables),
            name=each.name,
        )
        for each in record.environments
    ]
    kept = record.secrets - record.unkept
    if kept and keeping.by_choice:
        lines.append(
            tr_n(
                "{count} secret ends with this command, as set; the files get references.",
                "{count} secrets end with this command, as set; the files get references.",
                kept,
            )
        )
    elif kept:
        lines.append(
            tr_n(
                "{count} secret goes to the vault; the files get references.",
                "{count} secrets go to the vault; the files get references.",
                kept,
            )
        )
    lines += _losses(coming.lost)
    return printable("\n".join(lines)) + "\n"


def _line(each: ImportedRequest) -> str:
    off = tr(", switched off") if each.disabled else ""
    path, source = " / ".join(each.path), _SOURCES.get(each.source, each.source)
    return f"  {each.method:<7} {path}  [{each.auth}{off}, {source}]"


_SOURCES = {
    "request": tr("its own"),
    "folder": tr("of its folder"),
    "collection": tr("of the collection"),
}


def _losses(lost: Sequence[Loss]) -> list[str]:
    """Return what can't be carried over, the same sentence once with its count."""
    counted = Counter(masked_text(loss.what) for loss in lost)
    if not counted:
        return []
    return [
        tr("What can't be carried over:"),
        *(f"  {what} ({times}x)" if times > 1 else f"  {what}" for what, times in counted.items()),
    ]


def with_environments(comings: Sequence[Coming]) -> tuple[Collection, ...]:
    """Return the collections to write; environments of files of their own join the first."""
    full = [each.collection for each in comings if _holds_requests(each.collection)]
    alone = [each.collection for each in comings if not _holds_requests(each.collection)]
    if not full:
        full, alone = [each.collection for each in comings[:1]], alone[1:]
    extra: tuple[Environment, ...] = tuple(one for each in alone for one in each.environments)
    globals_ = {name: value for each in alone for name, value in each.variables.items()}
    first = msgspec.structs.replace(
        full[0],
        environments=(*full[0].environments, *extra),
        variables={**globals_, **full[0].variables},
    )
    return (first, *full[1:])


def _holds_requests(collection: Collection) -> bool:
    return bool(collection.requests or collection.folders)
