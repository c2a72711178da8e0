"""Owner of a story that is shown: read, folded and laid out on a worker."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools
from inspector.presentation.story.drawing import outline_of
from inspector.presentation.story.folding import LEVELS
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.headline import Headline, headline
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.narrowing import narrowed
from inspector.presentation.story.outline import Outline

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

Tell = Callable[["Answer", tuple[str, ...]], Outline]


class Drawn(NamedTuple):
    """What a worker brings: the story, its words, its picture."""

    told: Outline
    said: Headline
    graph: Graph


def told_of(answer: "Answer", known: tuple[str, ...]) -> Outline:
    """Return the story of an answer; on a worker thread."""
    return outline_of(answer, known)


def drawn(tell: Tell, answer: "Answer", known: tuple[str, ...], room: Room) -> Drawn:
    """Read the story of an answer and lay it out; on a worker thread."""
    told = tell(answer, known)
    return Drawn(told, headline(told, answer.verdict), layout(told, room))


def laid_out(
    told: Outline, only: int | None, room: Room, level: int | None, opened: frozenset[int]
) -> tuple[Outline, Graph]:
    """Lay a story out anew, or what of it is about one credential; on a worker thread."""
    shown = told if only is None else narrowed(told, only)
    return shown, layout(shown, room, level, opened)


class StoryDrawing(QObject):
    """told(Headline): another story was read. drawn(Graph): another picture of it is there.

    only: the credential that it is narrowed to, None for none.

    begun(): one is being read, which takes a while for a long recording. failed(): it could not be.
    """

    begun = Signal()
    failed = Signal()
    told = Signal(object)
    drawn = Signal(object)

    def __init__(self, tools: Tools, tell: Tell, room: Callable[[], Room], parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._tell = tell
        self._room = room
        self.answer: Answer | None = None
        self.outline: Outline | None = None
        self.said: Headline | None = None
        self.graph: Graph | None = None
        self.only: int | None = None
        self._whole: Outline | None = None
        self._level: int | None = None
        self._opened: frozenset[int] = frozenset()
        self._job: Job | None = None
        self._laid_for: tuple[object, ...] | None = None

    def show_answer(self, answer: "Answer") -> None:
        """Read the story of an answer."""
        self.answer = answer
        self._level, self._opened, self.only = None, frozenset(), None
        known, room = self._tools.vault.known_values(), self._room()
        self._laid_for = (None, room, None, frozenset())
        job = self._tools.background.compute(drawn, self._tell, answer, known, room)
        self._job = job
        job.succeeded.connect(lambda found: self._take(job, found))
        job.failed.connect(lambda error: self._fail(job, error))
        self.begun.emit()

    def _take(self, job: Job, found: Drawn) -> None:
        if job is self._job and shiboken6.isValid(self):
            self.outline, self.said, self.graph = found
            self._whole = found.told
            self.told.emit(found.said)
            self.drawn.emit(found.graph)
            self.lay_out()

    def _fail(self, job: Job, error: Exception) -> None:
        if job is self._job and shiboken6.isValid(self):
            self.failed.emit()
        raise error

    def lay_out(self) -> None:
        """Have the picture made anew where room or folding have changed."""
        if self._whole is None:
            return
        wanted = (self.only, self._room(), self._level, self._opened)
        if wanted == self._laid_for:
            return
        self._laid_for = wanted
        job = self._tools.background.compute(laid_out, self._whole, *wanted)
        self._job = job
        job.succeeded.connect(lambda found: self._laid_out(job, *found))

    def _laid_out(self, job: Job, told: Outline, graph: Graph) -> None:
        if job is self._job and shiboken6.isValid(self):
            self.outline, self.graph = told, graph
            self.drawn.emit(graph)

    def show_only(self, life: int | None) -> None:
        """Show only the entries in which a credential lives; None: all of them."""
        self.only = life
        self._level, self._opened = None, frozenset()
        self.lay_out()

    # ------------------------------------------------------------ folding
    @property
    def can_fold_less(self) -> bool:
        """Whether some steps may be taken apart."""
        graph = self.graph
        return (
            graph is not None and graph.level > 1 and any(column.folded for column in graph.columns)
        )

    @property
    def can_fold_more(self) -> bool:
        """Whether the picture was unfolded, so that it can be folded again."""
        return self._level is not None and self._level < LEVELS

    def fold_less(self) -> None:
        """Show more steps; then they scroll sideways."""
        if self.graph is not None and self.can_fold_less:
            self._level = self.graph.level - 1
            self.lay_out()

    def fold_more(self) -> None:
        """Show fewer steps."""
        if self.can_fold_more and self._level is not None:
            self._level += 1
            self.lay_out()

    def open_step(self, column: int) -> None:
        """Show what is in a step, or fold it again."""
        graph = self.graph
        if graph is None or not 0 <= column < len(graph.columns):
            return
        entries = graph.columns[column].entries
        opened = next((each for each in self._opened if self._belongs(each, entries[0])), None)
        if opened is not None:
            self._opened -= {opened}
        elif len(entries) > 1:
            self._opened |= {entries[0]}
            self._level = self._level or graph.level
        self.lay_out()

    def _belongs(self, opened: int, entry: int) -> bool:
        """Whether an entry is seen because a step was opened."""
        told, graph = self.outline, self.graph
        if told is None or graph is None or entry < opened:
            return False
        return told.folding.wanted_of[opened] == told.folding.wanted_of[entry]
