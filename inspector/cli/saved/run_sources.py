"""The saved requests that `run` is asked for, with what their collections give them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec

from inspector.cli.inputs import NotReadable, read_input
from inspector.cli.messages import sentence
from inspector.cli.saved.saved_request import known_environment, saved_source
from inspector.cli.source import Source
from inspector.library.files import Loaded, load
from inspector.library.shelf import HEAD, Shelf
from inspector.model.collection import Problem
from inspector.model.secret import SecretRef
from inspector.wording import tr
from inspector.workbench.runs.planning import runs_in
from inspector.workbench.runs.running import Run


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """All that is run, with the secrets that stood in clear in the files and what was odd."""

    runs: tuple[Run, ...]
    secrets: dict[SecretRef, str] = {}
    notes: tuple[str, ...] = ()


def sources_of(names: list[str], environment: str) -> Sources:
    """Return the requests of folders and files, in their order; raises NotReadable."""
    found = [_of(Path(name), environment) for name in names]
    return Sources(
        runs=tuple(run for each in found for run in each.runs),
        secrets={ref: value for each in found for ref, value in each.secrets.items()},
        notes=tuple(dict.fromkeys(note for each in found for note in each.notes)),
    )


def _of(path: Path, environment: str) -> Sources:
    if not path.is_dir():
        return _file(path, saved_source(path, environment))
    folder = path.absolute()
    top = next((each for each in (folder, *folder.parents) if (each / HEAD).is_file()), None)
    if top is None:
        raise NotReadable(_no_collection(path))
    shelf = Shelf(top.parent)
    loaded = load(shelf, top)
    known_environment(loaded.collection, environment)
    inside = folder.relative_to(top).as_posix()
    return _collection(loaded, str(top), "" if inside == "." else inside, environment)


def _file(path: Path, source: Source) -> Sources:
    name = source.request.name or path.stem
    run = Run(path=(name,), request=source.request, scope=source.scope)
    return Sources(runs=(run,), secrets=source.secrets, notes=source.notes)


def _collection(loaded: Loaded, place: str, inside: str, environment: str) -> Sources:
    """Return the requests of a collection, or of the folder in it whose path is given."""
    notes = tuple(sentence(problem) for problem in loaded.problems)
    runs = runs_in(loaded.collection, place, inside, environment)
    return Sources(runs=runs, secrets=loaded.secrets, notes=notes)


def with_rows(runs: tuple[Run, ...], rows: list[dict[str, str]], repeat: int) -> tuple[Run, ...]:
    """Return all of them once for each row of data, and that so often."""
    made = (
        msgspec.structs.replace(run, values=row)
        for _ in range(repeat)
        for row in rows or [{}]
        for run in runs
    )
    return tuple(msgspec.structs.replace(run, number=at) for at, run in enumerate(made))


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a head, or of a JSON list of objects."""
    if not name:
        return []
    text = read_input(name).decode("utf-8-sig", "replace")
    try:
        if text.lstrip()[:1] == "[":
            return [{key: _words(value) for key, value in row.items()} for row in json.loads(text)]
        return [
            {key: value or "" for key, value in row.items() if key}
            for row in csv.DictReader(io.StringIO(text))
        ]
    except (ValueError, AttributeError, csv.Error) as error:
        what = tr("The data can't be read: {reason}.", reason=str(error))
        todo = tr("Give a CSV file with names in its first line, or a JSON list of objects.")
        raise NotReadable(Problem(what=what, where=name, todo=todo)) from None


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _no_collection(path: Path) -> Problem:
    return Problem(
        what=tr("This folder is no collection."),
        where=str(path),
        todo=tr("Name the folder of a collection, one in it, or files of requests."),
    )
