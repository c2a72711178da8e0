"""The page of a story: verdict, graph and details; all of it is worked out on a worker."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools
from inspector.gui.story.event_menu import EventMenu, event_lines
from inspector.gui.story.story_card import StoryCard
from inspector.gui.story.story_details import StoryDetails
from inspector.gui.story.story_drawing import StoryDrawing, Tell, told_of
from inspector.gui.story.story_head import StoryHead
from inspector.gui.story.story_view import StoryView
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.menu import menu_of
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.story.details import Details, details
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.layout import Room
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_LOW = 800  # pixels of the window's height, below which rows are lower
_NARROW = 1300
_NAMES, _NARROW_NAMES, _TAB_NAMES = 168.0, 160.0, 150.0
FLASH_MILLIS = 400


class StoryPane(QWidget):
    """open_asked(entry): show it at the byte. compare_asked(entries). fix_asked(Fix).

    changed(): another picture is shown, so that other foldings are possible. whole_asked(): the
    page of its own is wanted. compact: as a tab of a reply, whose verdict stands above.
    """

    open_asked = Signal(int)
    compare_asked = Signal(object)
    fix_asked = Signal(object)
    changed = Signal()
    whole_asked = Signal()

    def __init__(self, tools: Tools, tell: Tell = told_of, *, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        name_pane(self, "story_tab" if compact else "story_pane")
        self._tools = tools
        self._detail_job: Job | None = None
        self._fresh = False
        self.card = StoryCard(tools.theme)
        self.head = StoryHead(tools.theme, titled=not compact)
        self.view = StoryView(tools.theme)
        self.details = StoryDetails(tools.theme)
        self._graph_card = Card(tools.theme, 0)
        self.note = Label("", "quiet", wrap=True)
        self.note.setObjectName("story_note")
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MILLIS)
        self.drawing = StoryDrawing(tools, tell, self._room, self)
        self._connect()
        if compact:
            self._arrange_as_tab()
        else:
            self._arrange()
            self._provide()

    @property
    def graph(self) -> Graph | None:
        """The picture that is shown."""
        return self.view.graph

    def show_answer(self, answer: "Answer") -> None:
        """Show the story of an answer; it comes when a worker has read it."""
        self.drawing.show_answer(answer)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _show_told(self, said: Headline) -> None:
        self._say("")
        self.card.show_headline(said)
        self.view.setAccessibleName(tr("Story: {title}", title=said.title))
        self.card.setVisible(not self._compact)
        self._graph_card.show()
        self._fresh = True

    def _show_graph(self, graph: Graph) -> None:
        self.head.show_graph(graph)
        self.view.show_graph(self.drawing.outline, graph)
        if self._fresh:
            self._fresh = False
            self._choose_first()
        self.changed.emit()

    def _choose_first(self) -> None:
        """Choose the event of the last pin, else the first reason, else the first entry."""
        told = self.drawing.outline
        if told is None or self.graph is None or not self.graph.columns:
            return
        proofs = [proof for proof in told.proofs if proof.entries]
        if proofs:
            self.choose_proof((proofs[0] if proofs[0].healthy else proofs[-1]).number, flash=False)
        else:
            self.view.choose(1, 0)

    # ------------------------------------------------------------ laying out
    def _room(self) -> Room:
        theme = self._tools.theme
        wide = self.view.viewport().width() / theme.scale
        if self._compact:
            return Room(width=max(wide, 400.0), names=_TAB_NAMES, low=True)
        names = _NARROW_NAMES if self.window().width() / theme.scale < _NARROW else _NAMES
        low = self.window().height() / theme.scale < _LOW
        return Room(width=max(wide, 400.0), names=names, low=low)

    def _space(self) -> None:
        """Keep less between the parts in a low window."""
        if self._compact:
            return
        low = self._room().low
        self._roll.column.setContentsMargins(20, 10 if low else 12, 20, 10 if low else 12)
        self._roll.column.setSpacing(8 if low else 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep less between the parts in a low window."""
        super().resizeEvent(event)
        self._space()

    # ------------------------------------------------------------ choosing
    def choose_proof(self, number: int, *, flash: bool = True) -> None:
        """Choose the event of a proof, and flash it."""
        graph, told = self.graph, self.drawing.outline
        if graph is None or told is None:
            return
        proof = next((each for each in told.proofs if each.number == number), None)
        if proof is None or not proof.entries:
            return
        marks = [mark for mark in graph.marks if number in {disc.number for disc in mark.pins}]
        entry = proof.entries[0]
        row, column = 1, self.view.column_of(entry)
        if marks:
            row, column = marks[0].row, marks[0].column
        elif proof.life >= 0:
            row = next(
                (m.row for m in graph.marks if m.life == proof.life and m.column == column), 1
            )
        self.view.choose(row, column)
        if flash:
            self.view.setFocus()
            self._flash_place((row, column))

    def _flash_place(self, place: tuple[int, int]) -> None:
        if not self._tools.choices.value.reduced_motion:
            self.view.flash(place)
            self._flash.start()

    def step_proof(self, by: int) -> None:
        """Choose the next or previous proof."""
        numbers = self._numbers()
        if numbers:
            at = self._proof_at()
            place = numbers.index(at) + by if at in numbers else 0 if by > 0 else -1
            self.choose_proof(numbers[place % len(numbers)])

    def _numbers(self) -> list[int]:
        told = self.drawing.outline
        return [proof.number for proof in told.proofs if proof.entries] if told is not None else []

    def _proof_at(self) -> int:
        graph = self.graph
        row, column = self.view.current
        if graph is None or column < 0:
            return 0
        mark = next((m for m in graph.marks if (m.row, m.column) == (row, column)), None)
        discs = (mark.pins if mark is not None else ()) or graph.columns[column].pins
        return discs[-1].number if discs else 0

    def show_turning_point(self) -> None:
        """Choose the first refusal after the turning point."""
        graph = self.graph
        if graph is not None and graph.turn is not None:
            column = graph.turn.column
            row = next((m.row for m in graph.marks if m.column == column), 1)
            self.view.choose(row, column)

    def _chosen(self, row: int, column: int) -> None:
        answer, graph, told = self.drawing.answer, self.graph, self.drawing.outline
        if answer is None or graph is None or told is None or column < 0:
            return
        trace = (answer.attempt, answer.annotations, answer.verdict)
        job = self._tools.background.compute(details, told, graph, (row, column), trace)
        self._detail_job = job
        job.succeeded.connect(lambda said: self._show_details(job, said))

    def _show_details(self, job: Job, said: Details) -> None:
        if job is self._detail_job and shiboken6.isValid(self):
            self.details.show_details(said)
            self.details.show()
            self._tools.actions.refresh()

    # ------------------------------------------------------------ doing
    def copy_event(self) -> None:
        """Copy the chosen event as a line."""
        row, column = self.view.current
        spoken = self.view.table.spoken
        if spoken is not None and column >= 0:
            copy_text(spoken.cell(row, column) or spoken.column(column))
            self._tools.notices.say(tr("Copied the event as a line."))

    def compare_pair(self) -> None:
        """Compare the two requests that decided, or the chosen one with the accepted one."""
        said = self.details.shown
        if said is not None and said.other >= 0:
            self.compare_asked.emit((said.other, said.entry))
        elif self.drawing.outline is not None and self.drawing.outline.story.pair is not None:
            pair = self.drawing.outline.story.pair
            self.compare_asked.emit((pair.accepted, pair.refused))

    def _show_menu(self, place: QPoint) -> None:
        column = self.view.current[1]
        graph = self.graph
        if graph is None or column < 0:
            return
        step, said = graph.columns[column], self.details.shown
        doing = EventMenu(
            show=lambda: self.open_asked.emit(step.entries[0]),
            compare=self.compare_pair if said is not None and said.other >= 0 else None,
            copy=self.copy_event,
            unfold=(lambda: self.drawing.open_step(column)) if step.folded else None,
        )
        lines = event_lines(doing)
        menu_of(self, lines, self._tools.theme).popup(place)

    # ------------------------------------------------------------ commands
    def _provide(self) -> None:
        def comparable() -> bool:
            said = self.details.shown
            return said is not None and said.other >= 0

        for name, do, when in (
            ("next-evidence", lambda _: self.step_proof(1), lambda: bool(self._numbers())),
            ("previous-evidence", lambda _: self.step_proof(-1), lambda: bool(self._numbers())),
            ("show-verdict", lambda _: self.card.title.setFocus(), None),
            ("compare-previous", lambda _: self.compare_pair(), comparable),
        ):
            self._tools.actions.provide(name, do, self, when)

    # ------------------------------------------------------------ arranging
    def _connect(self) -> None:
        self.drawing.begun.connect(lambda: self._say(tr("Reading the story…")))
        self.drawing.failed.connect(lambda: self._say(tr("The story can’t be read; see Entries.")))
        self.drawing.told.connect(self._show_told)
        self.drawing.drawn.connect(self._show_graph)
        self.card.proof_chosen.connect(self.choose_proof)
        self.card.proof_pointed.connect(self.view.point_at)
        self.card.fix_chosen.connect(self.fix_asked)
        self.card.compare_asked.connect(self._compare_deciding)
        self.view.resized.connect(self.drawing.lay_out)
        self.view.chosen.connect(self._chosen)
        self.view.open_asked.connect(self.open_asked)
        self.view.fold_asked.connect(self.drawing.open_step)
        self.view.menu_asked.connect(self._show_menu)
        self.view.turn_asked.connect(self.show_turning_point)
        self.view.copy_asked.connect(self.copy_event)
        self.details.open_asked.connect(self.open_asked)
        self.details.compare_asked.connect(lambda one, other: self.compare_asked.emit((other, one)))
        self._flash.timeout.connect(lambda: self.view.flash(None))
        self._tools.theme.changed.connect(self.drawing.lay_out)

    def _compare_deciding(self) -> None:
        if self.drawing.outline is not None and self.drawing.outline.story.pair is not None:
            pair = self.drawing.outline.story.pair
            self.compare_asked.emit((pair.accepted, pair.refused))

    def _arrange(self) -> None:
        inside = self._graph_card.column
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for part in (self.head, Line(), self.view):
            inside.addWidget(part)
        self._roll = roll = Scrolled()
        roll.column.addWidget(self.note)
        roll.column.addWidget(self.card)
        self.card.hide()
        self._stand(roll)

    def _stand(self, roll: Scrolled) -> None:
        """Stand graph and details below what is there already; both come with the story."""
        if self._compact:
            roll.column.addWidget(self.note)
        roll.column.addWidget(self._graph_card)
        roll.column.addWidget(self.details, 1)
        for part in (self._graph_card, self.details):
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(roll)
        self.setFocusProxy(self.view)

    def _arrange_as_tab(self) -> None:
        """Stand the graph over its legend and the details, without a card of their own."""
        self._roll = roll = Scrolled()
        roll.column.setContentsMargins(0, 0, 0, 0)
        roll.column.setSpacing(0)
        inside = self._graph_card.column
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        inside.addWidget(Line())
        inside.addLayout(self._legend_row())
        self.card.setParent(self)
        self.card.hide()
        self.details.make_plain()
        self._graph_card.set_frame(on=False)
        self.note.setContentsMargins(16, 12, 16, 12)
        self._stand(roll)

    def _legend_row(self) -> QHBoxLayout:
        whole = Button(self._tools.theme, tr("Open as a tab"), "link", "external-link")
        whole.setObjectName("story_whole")
        whole.clicked.connect(self.whole_asked)
        legend = QHBoxLayout()
        legend.setContentsMargins(0, 0, 12, 0)
        legend.addWidget(self.head, 1)
        legend.addWidget(whole)
        return legend
