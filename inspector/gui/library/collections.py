"""The collections at hand: their owner asks for changes on the disk and tells what is there."""

import json
from collections import deque
from collections.abc import Callable
from os import sep
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.compose.scope import Scope
from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes
from inspector.gui.state.notices import Notices
from inspector.gui.state.tools import Tools
from inspector.library.inherit import Resolved, place_of, resolve
from inspector.library.results import Done
from inspector.library.shelf import HEAD
from inspector.library.watch import Change
from inspector.model.collection import Collection, Problem
from inspector.model.request import Request
from inspector.presentation.library.nodes import Held, Node, tree_of, walk
from inspector.vault.vault import Vault
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.library import Library


# ---------------- What the sidebar keeps for the next run
STATUSES_KEPT = 5000


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """places: opened folders in order. folded: keys of closed rows. statuses: by file."""

    places: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()
    statuses: dict[str, int] = {}

    def with_place(self, place: str) -> "Remembered":
        """Return it with one more opened folder."""
        if place in self.places:
            return self
        return msgspec.structs.replace(self, places=(*self.places, place))

    def without_place(self, place: str) -> "Remembered":
        """Return it without an opened folder."""
        left = tuple(each for each in self.places if each != place)
        return msgspec.structs.replace(self, places=left)

    def with_status(self, key: str, status: int) -> "Remembered":
        """Return it with the last status of a request; the oldest of very many go."""
        others = {name: value for name, value in self.statuses.items() if name != key}
        kept = dict(list(others.items())[-STATUSES_KEPT:])
        return msgspec.structs.replace(self, statuses={**kept, key: status})

    def moved(self, old: str, new: str) -> "Remembered":
        """Return it with the keys of moved files."""

        def follow(key: str) -> str:
            inside = key == old or key.startswith(old + sep)
            return new + key.removeprefix(old) if inside else key

        return msgspec.structs.replace(
            self,
            folded=frozenset(map(follow, self.folded)),
            statuses={follow(key): status for key, status in self.statuses.items()},
        )

    def fold(self, key: str, *, folded: bool) -> "Remembered":
        """Return it with a row closed or open."""
        rows = self.folded | {key} if folded else self.folded - {key}
        return msgspec.structs.replace(self, folded=rows)


def read_remembered(path: Path) -> Remembered:
    """Return what was kept; an unreadable file counts as none."""
    try:
        values = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return Remembered()
    if not isinstance(values, dict):
        return Remembered()
    statuses = values.get("statuses")
    found = statuses.items() if isinstance(statuses, dict) else ()
    return Remembered(
        places=_texts(values.get("places")),
        folded=frozenset(_texts(values.get("folded"))),
        statuses={key: code for key, code in found if isinstance(code, int)},
    )


def write_remembered(path: Path, value: Remembered) -> None:
    """Write it; a failure costs nothing that the user made."""
    content = {
        "places": list(value.places),
        "folded": sorted(value.folded),
        "statuses": value.statuses,
    }
    write_file(path, json.dumps(content).encode(), private=True)


def _texts(value: Any) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(row for row in rows if isinstance(row, str))


# ---------------- The libraries of all opened folders; everything here reads or writes the disk
OWN = ""
"""The place of the collections that were made in the window."""


class Libraries:
    """One Library for each place. Call it on worker threads only, one call at a time."""

    def __init__(self, vault: Vault, home: Path, trash: Path) -> None:
        self._vault = vault
        self._trash = trash
        self._home = home
        self._open: dict[str, tuple[Library, Path]] = {OWN: (self._shelve(home), home)}

    def _shelve(self, root: Path, only: str = "") -> "Library":
        from inspector.library.library import Library  # noqa: PLC0415 - see above

        return Library(root, self._vault, self._trash, only)

    def library(self, place: str) -> "Library":
        """Return the library of an opened place. Raises KeyError for another."""
        return self._open[place][0]

    def begin(self, places: tuple[str, ...]) -> tuple[Held, ...]:
        """Open what the last run had open; what was deleted then goes for good."""
        self.library(OWN).empty_trash()
        self.library(OWN).sweep()
        for place in places:
            self.open(place)
        return self.load()

    def open(self, place: str) -> None:
        """Take a folder in: a collection, or one that holds collections."""
        path = Path(place)
        root, only = (path.parent, path.name) if (path / HEAD).is_file() else (path, "")
        library = self._shelve(root, only)
        library.sweep()
        self._open[place] = library, root

    def found(self, place: str) -> Problem | None:
        """Make an ordinary folder a collection of its own name."""
        path = Path(place)
        return self._shelve(path.parent, path.name).found(path, path.name).problem

    def close(self, place: str) -> None:
        """Leave a folder alone from now on; nothing in it changes."""
        self._open.pop(place, None)

    def load(self) -> tuple[Held, ...]:
        """Read everything."""
        return tuple(self._load(place) for place in self._open)

    def check(self) -> frozenset[Change]:
        """Return what somebody else changed."""
        return frozenset(
            change for library, _root in self._open.values() for change in library.check()
        )

    def _load(self, place: str) -> Held:
        library, root = self._open[place]
        if place and not Path(place).is_dir():
            problem = Problem(
                what=tr("The folder {name} was not found.", name=Path(place).name),
                where=place,
                todo=tr("Bring it back, or open it where it is now."),
            )
            return Held(place=place, root=root, problems=(problem,))
        loaded = library.load()
        problems = tuple(problem for each in loaded for problem in each.problems)
        return Held(place=place, root=root, loaded=loaded, problems=problems)


def holds_collections(folder: Path) -> bool:
    """Whether a folder is a collection or has some right inside."""
    return (folder / HEAD).is_file() or any(folder.glob(f"*/{HEAD}"))


Work = Callable[["Libraries"], Any]
Then = Callable[[Any], object]


class _Task(NamedTuple):
    work: Work
    then: Then | None
    first: Then | None
    reload: bool


class _Outcome(NamedTuple):
    result: Any
    held: tuple[Held, ...] | None


class Collections(QObject):
    """Owner of what was read, for all windows; changed(): it differs. kept(): what is remembered.

    moved(old, new), gone(key): a window moved or deleted files; what is open of them follows.
    `do` puts work for the disk into a queue: one piece at a time, off the window's thread.
    """

    changed = Signal()
    kept = Signal()
    moved = Signal(str, str)
    gone = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._background = tools.shared.background
        self._vault, self._places = tools.vault, tools.places
        self._file = tools.places.state / "collections.json"
        self._libraries: Libraries | None = None
        self._tasks: deque[_Task] = deque()
        self._busy = False
        self.held: tuple[Held, ...] = ()
        self.nodes: tuple[Node, ...] = ()
        self.by_key: dict[str, Node] = {}
        self.remembered = Remembered()
        self.loaded = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in files."""
        return tuple(problem for each in self.held for problem in each.problems)

    @property
    def busy(self) -> bool:
        """Whether work is under way or waits."""
        return self._busy or bool(self._tasks)

    def begin(self) -> None:
        """Read what the last run had open; where that was done, tell who comes later."""
        if self.loaded:
            self.changed.emit()
        if self.loaded or self._busy:
            return
        self._busy = True
        places = self._places
        arguments = (self._file, self._vault, places.collections, places.data / "trash")
        job = self._background.compute(_begin, *arguments)
        job.succeeded.connect(self._begun)
        job.failed.connect(self._failed)

    def do(
        self,
        work: Work,
        then: Then | None = None,
        *,
        first: Then | None = None,
        reload: bool = True,
    ) -> None:
        """Let `work` run with the libraries, then read them again; `then` gets its result.

        first: gets the result before it is told what was read.
        """
        self._tasks.append(_Task(work, then, first, reload))
        self._next()

    def remember(self, value: Remembered) -> None:
        """Keep this for the next run."""
        if value != self.remembered:
            self.remembered = value
            self.do(lambda _libraries: write_remembered(self._file, value), reload=False)
            self.kept.emit()

    def follow_move(self, old: str, new: str) -> None:
        """Files were moved or renamed: what is remembered and what is open of them follows."""
        self.remember(self.remembered.moved(old, new))
        self.moved.emit(old, new)

    def collection_of(self, key: str) -> tuple[str, str, Collection] | None:
        """Return place, id and record of the collection that a file or folder belongs to."""
        node = self.by_key.get(key)
        if node is None:
            return None
        top = node.id.split("/", 1)[0] + "/"
        for held in self.held:
            for loaded in held.loaded if held.place == node.place else ():
                if loaded.id == top:
                    return held.place, loaded.id, loaded.collection
        return None

    def environments_beside(self, collection: Collection) -> frozenset[str]:
        """Return the names of the environments of all other collections."""
        others = (one.collection for held in self.held for one in held.loaded)
        return frozenset(
            each.name for one in others if one is not collection for each in one.environments
        )

    def inherited(self, key: str, request: Request, environment: str = "") -> Request:
        """Return a request with what its folders pass on, and the environment that is named."""
        return self.resolved(key, request, environment).request

    def resolved(self, key: str, request: Request, environment: str = "") -> Resolved:
        """Return a request with what it inherits, and who says how to log in."""
        node, found = self.by_key.get(key), self.collection_of(key)
        if node is None or found is None:
            return Resolved(request=request, scope=Scope())
        return resolve(request, found[2], place_of(node.id), environment)

    def logins(self, key: str) -> tuple[Request, ...]:
        """Return the requests that log in for the one of a file."""
        node, found = self.by_key.get(key), self.collection_of(key)
        if node is None or node.request is None or found is None:
            return ()
        return resolve(node.request, found[2], place_of(node.id)).scope.login

    def _begun(self, begun: "tuple[Libraries, Remembered, tuple[Held, ...]]") -> None:
        self._libraries, self.remembered, held = begun
        self.loaded = True
        self._busy = False
        self._take(held)
        self._next()

    def _next(self) -> None:
        if self._busy or not self._tasks or self._libraries is None:
            return
        self._busy = True
        task = self._tasks.popleft()
        job = self._background.compute(_perform, task, self._libraries)
        job.succeeded.connect(lambda outcome: self._done(task, outcome))
        job.failed.connect(self._failed)

    def _done(self, task: _Task, outcome: _Outcome) -> None:
        self._busy = False
        if task.first is not None:
            task.first(outcome.result)
        if outcome.held is not None:
            self._take(outcome.held)
        if task.then is not None:
            task.then(outcome.result)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._next()
        raise error

    def _take(self, held: tuple[Held, ...]) -> None:
        self.held = held
        self.nodes = tree_of(held)
        self.by_key = {node.key: node for node in walk(self.nodes)}
        self.changed.emit()


def _begin(*arguments: Any) -> "tuple[Libraries, Remembered, tuple[Held, ...]]":
    """Open the libraries; on a worker thread."""
    from inspector.gui.library.collections import Libraries as Made  # noqa: PLC0415 - loads late

    file, *rest = arguments
    kept = read_remembered(file)
    made = Made(*rest)
    return made, kept, made.begin(kept.places)


def _perform(task: _Task, libraries: "Libraries") -> _Outcome:
    """Do one piece of work; on a worker thread."""
    result = task.work(libraries)
    return _Outcome(result, libraries.load() if task.reload else None)


# ---------------- Tells how an operation on the disk ended: what did not work, and warnings
def sentence(problem: Problem) -> str:
    """Return what, where and what to do, as one text."""
    where = f"({problem.where})" if problem.where else ""
    return " ".join(part for part in (problem.what, where, problem.todo) if part)


def went_well(done: Done, notices: Notices) -> bool:
    """Tell problems and warnings; return whether it was done."""
    for warning in done.warnings:
        notices.warn(sentence(warning))
    if done.problem is not None:
        notices.warn(sentence(done.problem))
    return done.problem is None
