"""The collections at hand: their owner asks for changes on the disk and tells what is there."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.gui.library import remembered
from inspector.gui.library.nodes import Held, Node, tree_of, walk
from inspector.gui.library.remembered import Remembered
from inspector.gui.state.tools import Tools
from inspector.library.inherit import place_of, resolve
from inspector.model.collection import Collection, Problem
from inspector.model.request import Request

if TYPE_CHECKING:
    from inspector.gui.library.libraries import Libraries

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
    """Owner of what was read; changed(): it differs. kept(): what is remembered differs.

    `do` puts work for the disk into a queue: one piece at a time, off the window's thread.
    """

    changed = Signal()
    kept = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
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
        """Read what the last run had open."""
        self._busy = True
        places = self._tools.places
        arguments = (self._file, self._tools.vault, places.collections, places.data / "trash")
        job = self._tools.background.compute(_begin, *arguments)
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
            self.do(lambda _libraries: remembered.write(self._file, value), reload=False)
            self.kept.emit()

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

    def inherited(self, key: str, request: Request) -> Request:
        """Return a request with what its folders pass on."""
        node, found = self.by_key.get(key), self.collection_of(key)
        if node is None or found is None:
            return request
        return resolve(request, found[2], place_of(node.id)).request

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
        job = self._tools.background.compute(_perform, task, self._libraries)
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
    from inspector.gui.library.libraries import Libraries as Made  # noqa: PLC0415 - loads late

    file, *rest = arguments
    kept = remembered.read(file)
    made = Made(*rest)
    return made, kept, made.begin(kept.places)


def _perform(task: _Task, libraries: "Libraries") -> _Outcome:
    """Do one piece of work; on a worker thread."""
    result = task.work(libraries)
    return _Outcome(result, libraries.load() if task.reload else None)
