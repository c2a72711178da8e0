"""Gathers what is checked: the collections of a folder, ours and those of other programs."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from inspector import intake
from inspector.disk.reading import Unread, read_bytes, read_problem
from inspector.disk.tree import read_tree
from inspector.intake import IN_FOLDERS, Reading, Unreadable
from inspector.intake.text import plain
from inspector.library.checking.leaves import Broken, Leaf, leaves_of
from inspector.library.checking.secret_values import secret_values
from inspector.library.files import load
from inspector.library.shelf import HEAD, Shelf
from inspector.model.collection import Collection, Problem
from inspector.wording import tr

OURS = "request-inspector"


class CheckedFile(NamedTuple):
    """A file of a collection. path: as it is named in a remark; inside: within its collection."""

    path: str
    inside: str
    text: str
    leaves: tuple[Leaf, ...] = ()
    broken: Broken | None = None


class Part(NamedTuple):
    """One collection with its files. kind: of the reader. secrets: values in clear that it holds.

    problems: what its reader could not take; of another program's it is what would be lost.
    """

    kind: str
    files: tuple[CheckedFile, ...]
    collection: Collection
    secrets: frozenset[str] = frozenset()

    @property
    def is_ours(self) -> bool:
        """Whether it is a collection of this program."""
        return self.kind == OURS


class NothingToCheck(Exception):  # noqa: N818 - a state of the input
    """There is nothing that could be checked; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def gathered(place: Path) -> tuple[Part, ...]:
    """Return the collections in a folder, or the one in a file. Raises NothingToCheck."""
    try:
        parts = tuple(_folder(place) if place.is_dir() else _file(place))
    except Unread as error:
        raise NothingToCheck(error.problem) from None
    except OSError as error:
        raise NothingToCheck(read_problem(place, error)) from None
    if not parts:
        raise NothingToCheck(
            Problem(
                what=tr("There is no collection in it that can be checked."),
                where=str(place),
                todo=tr(
                    "Name a folder with a collection.toml, or a collection of another program."
                ),
            )
        )
    return parts


def _file(place: Path) -> Iterator[Part]:
    yield from _alone(place.parent, {place.name: read_bytes(place)}, "")


# ---------------- A folder
def _folder(root: Path) -> Iterator[Part]:
    toml = read_tree(root, (".toml",))
    own = _outermost(path.rpartition("/")[0] for path in toml if _named(path) == HEAD)
    for folder in own:
        yield _ours(root, folder, {path: toml[path] for path in toml if _lies_in(path, folder)})
    others = {
        path: data
        for path, data in read_tree(root, IN_FOLDERS).items()
        if not any(_lies_in(path, folder) for folder in own)
    }
    yield from _foreign(root, others)


def _named(path: str) -> str:
    return path.rpartition("/")[2]


def _lies_in(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _outermost(folders: Iterable[str]) -> list[str]:
    every = sorted(set(folders))
    return [
        each
        for each in every
        if not any(each != other and _lies_in(f"{each}/", other) for other in every)
    ]


def _ours(root: Path, folder: str, files: Mapping[str, bytes]) -> Part:
    place = (root / folder).resolve()
    loaded = load(Shelf(place.parent, place.name), place)
    return Part(
        OURS,
        tuple(_checked(root, path, folder, data) for path, data in files.items()),
        loaded.collection,
        secret_values(loaded.collection, loaded.secrets),
    )


def _foreign(root: Path, files: Mapping[str, bytes]) -> Iterator[Part]:
    try:
        reading = intake.read_folder(files, root.name) if files else None
    except Unreadable:
        reading = None
    if reading is None or reading.collection is None:
        yield from _alone(root, files, "")
        return
    shown = {path: data for path, data in files.items() if not _is_kept_out(path, root)}
    yield _part(root, reading, reading.collection, shown)
    yield from _alone(root, files, reading.kind)


def _is_kept_out(path: str, root: Path) -> bool:
    """Whether a file of local values is one that Git is told to leave out."""
    if not path.lower().endswith(".env"):
        return False
    folders = (root, (root / path).parent)
    kept = {line.strip().lstrip("/") for each in folders for line in _ignored(each)}
    return bool(kept & {".env", "*.env", path, _named(path)})


def _ignored(folder: Path) -> list[str]:
    try:
        return read_bytes(folder / ".gitignore").decode("utf-8", "replace").splitlines()
    except OSError:
        return []


def _alone(root: Path, files: Mapping[str, bytes], known: str) -> Iterator[Part]:
    """Yield the collections that are a file each. known: the kind that was read as a folder."""
    for path, data in files.items():
        try:
            reading = intake.read(data, _named(path))
        except Unreadable:
            if not known and len(files) == 1:
                reading = Reading(kind="", collection=Collection(name=path))
            else:
                continue
        if reading.collection is not None and reading.kind != known:
            yield _part(root, reading, reading.collection, {path: data})


def _part(root: Path, reading: Reading, collection: Collection, files: Mapping[str, bytes]) -> Part:
    return Part(
        reading.kind,
        tuple(_checked(root, path, "", data) for path, data in files.items()),
        collection,
        secret_values(collection, reading.secrets),
    )


def _checked(root: Path, path: str, folder: str, data: bytes) -> CheckedFile:
    name = (root / path).as_posix()
    inside = path.removeprefix(f"{folder}/") if folder else path
    try:
        text = plain(data).decode("utf-8")
        return CheckedFile(name, inside, text, leaves_of(path, text))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        broken = Broken(line, tr("It is not UTF-8"), tr("Save the file as UTF-8."))
    except Broken as error:
        broken = error
    return CheckedFile(name, inside, data.decode("utf-8", "replace"), broken=broken)
