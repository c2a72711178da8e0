"""The page of a request: its address above, request at the left, answer at the right."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.bridge.lazy import LatePart
from inspector.gui.compose.request_pane import RequestPane
from inspector.gui.compose.url_bar import UrlBar
from inspector.gui.environments.production_band import ProductionBand, is_production
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.sending.experimenting import Experimenting
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.window.view_commands import SnapSplitter, wants_below
from inspector.model.experiment import Outcome
from inspector.model.question import Consent
from inspector.presentation.exchange.held_marks import SentWith
from inspector.presentation.exchange.pins import marks_of
from inspector.presentation.experiments.experiment_summary import outcome_said
from inspector.presentation.status.unchecked import unchecked_notice


# ---------------- Keeps the Experiments tab and the verdict in step with what is tried
class ExperimentsShown(QObject):
    """The command run-experiments; its argument is a tuple of ids, none = all safe ones."""

    def __init__(
        self, attempts: Attempts, body: AnswerBody, experimenting: Experimenting, tools: Tools
    ) -> None:
        super().__init__(experimenting)
        self._attempts = attempts
        self._body = body
        self._running = experimenting
        attempts.experiments.changed.connect(self._changed)
        attempts.selected.connect(self._show)
        experimenting.came.connect(self._tell)
        body.experiment_asked.connect(self._run)
        body.tabs.experiments.run_asked.connect(self._run_agreed)
        body.tabs.experiments.stop_asked.connect(experimenting.stop)
        tools.actions.provide("run-experiments", self._command, body, self._can_run)
        self._show()

    def _command(self, argument: object) -> None:
        self._run(argument if isinstance(argument, tuple) else ())

    def _run(self, ids: tuple[str, ...]) -> None:
        """Show the tab and run; where consent is needed it is asked for there."""
        tried = self._running.tried
        self._body.turn_to_experiments()
        tab = self._body.tabs.experiments
        if len(ids) == 1:
            tab.ask(ids[0])
            return
        self._run_agreed(ids or tuple(plan.id for plan in tried.safe), frozenset())

    def _run_agreed(self, ids: tuple[str, ...], consent: frozenset[Consent]) -> None:
        self._running.run(ids, consent)

    def _can_run(self) -> bool:
        return self._running.ready and bool(self._running.tried.open)

    def _changed(self, attempt: str) -> None:
        current = self._attempts.current
        if current is not None and current.attempt.id == attempt:
            self._show()

    def _show(self) -> None:
        self._body.show_experiments(self._running.tried)

    def _tell(self, outcome: Outcome) -> None:
        listed: QWidget = self._body.tabs.experiments.list
        event = QAccessibleAnnouncementEvent(listed, outcome_said(outcome))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


REQUEST_WIDTH = 348
REQUEST_LEAST, RESPONSE_LEAST = 260, 420
_REQUEST_HEIGHT = 260
_ARRIVING = 300  # milliseconds in which an answer that came in takes its height
_BELOW_LEAST = 560  # one under the other needs this height, else the page scrolls as a whole


class RequestPage(QWidget):
    """Puts the panes together; an import without a request shows the answer alone.

    A recording with several entries begins with its story; their list stands where a request would.
    """

    def __init__(
        self, document: RequestDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tools = tools
        self._banner = LatePart(lambda: Banner(tools.theme, ""))
        self._banner.then(Banner.make_strip)
        self._band = LatePart(lambda: ProductionBand(tools))
        self.split = SnapSplitter(tools.theme.px(REQUEST_WIDTH))
        self.roll = Scrolled()
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.setInterval(_ARRIVING)
        self._arriving.timeout.connect(self._go_on)
        self._stays = False
        self._frame()
        if document.kind == "request":
            self._add_request()
        elif isinstance(document, RecordingDocument):
            self._add_entries(document)
        self.response = ResponsePane(document.attempts, tools, self.split)
        self.response.when_made(self._set_up_answers)
        self.split.addWidget(self.response)
        self.split.setStretchFactor(self.split.count() - 1, 1)
        if document.kind == "request":
            running = Experimenting(document, tools, self)
            self.response.when_made(
                lambda body: ExperimentsShown(document.attempts, body, running, tools)
            )
        self._connect()

    def _set_up_answers(self, body: AnswerBody) -> None:
        """Offer the story of an answer in a tab of its own, where no recording begins with it."""
        is_recording = isinstance(self._document, RecordingDocument)
        body.tabs.set_story_offered(offered=not is_recording)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answer below the request in a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    def _frame(self) -> None:
        """Put the frame together while it is empty: each move styles all that is inside anew."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._banner.stand_in(self._column)
        self._column.addWidget(self._body(), 1)
        self.roll.column.setContentsMargins(0, 0, 0, 0)
        self.roll.column.addWidget(self.split)

    def _body(self) -> QWidget:
        """Return what stands below the banner: of a recording its story, before its entries."""
        document = self._document
        if not isinstance(document, RecordingDocument):
            return self.roll
        from inspector.gui.recording.recording_tabs import RecordingTabs  # noqa: PLC0415 - rare

        self.recording = RecordingTabs(document, self.roll, self._tools)
        return self.recording

    def _add_request(self) -> None:
        bar = UrlBar(self._document, self._tools)
        self._column.insertWidget(0, bar)
        self._band.stand_in(self._column, 1)
        self._tools.environments.changed.connect(self._warn_of_production)
        self._warn_of_production()
        self.request = RequestPane(self._document.current, self._tools, self.split)
        self.request.draft.follow(self._document.attempts)
        self.split.addWidget(self.request)
        self.split.setStretchFactor(0, 0)
        self.setFocusProxy(bar.url)

    def _add_entries(self, document: RecordingDocument) -> None:
        from inspector.gui.recording.entries_pane import EntriesPane  # noqa: PLC0415 - rare

        self.entries = EntriesPane(document, self._tools, self.split)
        self.split.addWidget(self.entries)
        self.split.setStretchFactor(0, 0)
        self.setFocusProxy(self.recording)

    def _connect(self) -> None:
        self._document.changed.connect(self._show_notice)
        self._document.attempts.selected.connect(self._mark)
        self._document.attempts.selected.connect(self._show_notice)
        self._document.attempts.added.connect(self._bring_new_answer)
        bar = self.roll.verticalScrollBar()
        bar.rangeChanged.connect(self._stay_with_answer)
        bar.actionTriggered.connect(self._go_on)
        self._tools.choices.changed.connect(self._arrange)
        self._tools.theme.changed.connect(self._arrange)
        self._show_notice()
        self._mark()

    def _warn_of_production(self) -> None:
        if is_production(self._tools.environments):
            self._band.get()  # from now on it follows by itself

    def _show_notice(self) -> None:
        """Show what is said of the tab, and of the answer that it shows."""
        answer = self._document.attempts.current
        unchecked = unchecked_notice(answer.attempt) if answer is not None else ""
        text = " ".join(filter(None, (self._document.notice, unchecked)))
        if text:
            self._banner.get().show_text(text, "warn" if unchecked else "info")
        self._banner.if_built(lambda banner: banner.setVisible(bool(text)))

    def _mark(self) -> None:
        attempts = self._document.attempts
        answer = attempts.current
        request = answer.attempt.request if answer is not None else None
        sent = None
        if request is not None and self._document.kind == "request":
            sent = SentWith(request, attempts.index + 1, self._tools.vault.peek)
        self._document.current.mark(marks_of(answer), sent)

    def _bring_new_answer(self) -> None:
        """Scroll to an answer that came in out of sight, until all in it has its height."""
        self._stays = True
        self._bring_answer()
        QTimer.singleShot(0, self, self._arriving.start)  # what shows an answer is being made

    def _stay_with_answer(self) -> None:
        if self._stays:
            self._bring_answer()

    def _go_on(self) -> None:
        self._stays = False

    def _bring_answer(self) -> None:
        top = self.response.mapTo(self.split, self.response.rect().topLeft())
        self.roll.verticalScrollBar().setValue(top.y())

    def _arrange(self) -> None:
        room = self._tools.theme.at_usual_size(self.window().width())
        below = wants_below(room, chosen=self._tools.choices.value.response_below)
        below = below or self.width() < self._tools.theme.px(REQUEST_LEAST + RESPONSE_LEAST)
        wanted = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        self._need(below=below)
        fresh = not self.split.sizes() or sum(self.split.sizes()) == 0
        if self.split.count() > 1 and (self.split.orientation() != wanted or fresh):
            self.split.setOrientation(wanted)
            px = self._tools.theme.px
            self.split.usual = px(_REQUEST_HEIGHT if below else REQUEST_WIDTH)
            self.split.reset()

    def _need(self, *, below: bool) -> None:
        """Keep every part usable: beside each other in width, below each other in height."""
        first = self.split.widget(0)
        if first is None or first is self.response:
            return
        px = self._tools.theme.px
        least = px(_BELOW_LEAST)
        whole = below and self.roll.viewport().height() < least
        self.roll.scroll_as_whole(on=whole)
        first.setMinimumWidth(0 if below else px(REQUEST_LEAST))
        self.response.setMinimumWidth(0 if below else px(RESPONSE_LEAST))
        self.split.setMinimumHeight(least if below and not whole else 0)
