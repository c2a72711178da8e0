"""The page of a story: verdict, graph and details; all of it is worked out on a worker."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools
from inspector.gui.story.event_menu import EventMenu, event_lines
from inspector.gui.story.story_card import StoryCard
from inspector.gui.story.story_choice import StoryChoice
from inspector.gui.story.story_details import StoryDetails
from inspector.gui.story.story_drawing import StoryDrawing, Tell, told_of
from inspector.gui.story.story_head import FilterNote, StoryHead
from inspector.gui.story.story_view import StoryView
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.story.details import Details, details
from inspector.presentation.story.event_words import short_life_name
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.layout import Room
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_LOW = 800  # pixels of the window's height, below which rows are lower
_NARROW = 1300
_NAMES, _NARROW_NAMES, _TAB_NAMES = 168.0, 160.0, 150.0


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
        self.filtered = FilterNote(tools.theme)
        self.drawing = StoryDrawing(tools, tell, self._room, self)
        self.choice = StoryChoice(self.view, self.drawing, tools)
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
        self._say_filter()
        if self._fresh:
            self._fresh = False
            self.choice.choose_first()
        self.changed.emit()

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

    # ------------------------------------------------------------ showing what is chosen
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

    def turn_filter(self) -> None:
        """Show only the entries in which the chosen credential lives, or all of them again."""
        narrowed = self.drawing.only is not None
        life = None if narrowed else self.choice.life
        if life is not None or narrowed:
            self.drawing.show_only(life)

    def _say_filter(self) -> None:
        """Say that entries are left out, and which."""
        told, only = self.drawing.outline, self.drawing.only
        self.filtered.setVisible(told is not None and only is not None)
        if told is not None and only is not None:
            name = short_life_name(told.story.credentials[only])
            self.filtered.say(tr("Only the entries in which the {name} lives.", name=name))

    def compare_pair(self) -> None:
        """Compare the two requests that decided, or the chosen one with the accepted one."""
        said = self.details.shown
        if said is not None and said.other >= 0:
            self.compare_asked.emit((said.other, said.entry))
        elif self.drawing.outline is not None and self.drawing.outline.story.pair is not None:
            pair = self.drawing.outline.story.pair
            self.compare_asked.emit((pair.accepted, pair.refused))

    def _show_menu(self, place: QPoint) -> None:
        lines = self.menu_lines()
        if lines:
            menu_of(self, lines, self._tools.theme).popup(place)

    def menu_lines(self) -> tuple[Entry, ...]:
        """Return what can be done with the chosen event; nothing where none is."""
        column = self.view.current[1]
        graph = self.graph
        if graph is None or column < 0:
            return ()
        step, said = graph.columns[column], self.details.shown
        doing = EventMenu(
            show=lambda: self.open_asked.emit(step.entries[0]),
            compare=self.compare_pair if said is not None and said.other >= 0 else None,
            copy=self.copy_event,
            unfold=(lambda: self.drawing.open_step(column)) if step.folded else None,
            only=self.turn_filter if self.choice.life is not None else None,
            every=self.turn_filter if self.drawing.only is not None else None,
        )
        return event_lines(doing)

    # ------------------------------------------------------------ commands
    def _provide(self) -> None:
        def comparable() -> bool:
            said = self.details.shown
            return said is not None and said.other >= 0

        for name, do, when in (
            (
                "next-evidence",
                lambda _: self.choice.step_proof(1),
                lambda: bool(self.choice.numbers()),
            ),
            (
                "previous-evidence",
                lambda _: self.choice.step_proof(-1),
                lambda: bool(self.choice.numbers()),
            ),
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
        self.card.proof_chosen.connect(self.choice.choose_proof)
        self.card.proof_pointed.connect(self.view.point_at)
        self.card.fix_chosen.connect(self.fix_asked)
        self.card.compare_asked.connect(self._compare_deciding)
        self.view.resized.connect(self.drawing.lay_out)
        self.view.chosen.connect(self._chosen)
        self.view.open_asked.connect(self.open_asked)
        self.view.fold_asked.connect(self.drawing.open_step)
        self.view.menu_asked.connect(self._show_menu)
        self.view.turn_asked.connect(self.choice.show_turning_point)
        self.view.copy_asked.connect(self.copy_event)
        self.view.filter_asked.connect(self.turn_filter)
        self.filtered.left.connect(self.turn_filter)
        self.details.open_asked.connect(self.open_asked)
        self.details.compare_asked.connect(lambda one, other: self.compare_asked.emit((other, one)))
        self._tools.theme.changed.connect(self.drawing.lay_out)

    def _compare_deciding(self) -> None:
        if self.drawing.outline is not None and self.drawing.outline.story.pair is not None:
            pair = self.drawing.outline.story.pair
            self.compare_asked.emit((pair.accepted, pair.refused))

    def _arrange(self) -> None:
        inside = self._graph_card.column
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for part in (self.head, self.filtered, Line(), self.view):
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
        for part in (self.filtered, self.view, Line()):
            inside.addWidget(part)
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
