"""The response side of a tab: status line, verdict card, and the reply in four tabs."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.bridge.lazy import LatePart
from inspector.gui.diagnosis.aftermath_line import AftermathLine
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.sending_view import SendingView
from inspector.gui.response.set_up_card import SetUpCard
from inspector.gui.response.sign_in_notice import SignInNotice
from inspector.gui.response.status_line import StatusLine
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.state.under_way import UnderWay
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import name_pane
from inspector.model.attempt import Attempt
from inspector.model.question import Notice
from inspector.presentation.exchange.pins import pins
from inspector.presentation.exchange.status_words import explained, status_words, stream_status
from inspector.presentation.tokens.sign_in_steps import sign_in_steps, token_announcement
from inspector.presentation.tokens.walked_steps import walked_steps
from inspector.presentation.verdict.verdict_card import announcement
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.model.fix import Fix
    from inspector.workbench.answer import Answer
    from inspector.workbench.applying.retrying import Waiting
    from inspector.workbench.progress import News


# ---------------- Copies an answer as Markdown, with every secret masked
_SECOND = 1000
_LATE = 700  # milliseconds after which the steps of a sign-in are shown while it runs
_PARTS = ("verdict", "evidence", "exchange")


def copy_answer(answer: "Answer", tools: Tools) -> None:
    """Put the answer on the clipboard and say so; written on a worker thread."""
    job = tools.background.compute(_written, answer, tools.vault.known_values())
    job.succeeded.connect(lambda made: _copy(made, tools))


def _written(answer: "Answer", known: tuple[str, ...]) -> "Exported":
    from inspector.export.export import export  # noqa: PLC0415 - the formats, at the first copy
    from inspector.export.options import Options  # noqa: PLC0415 - with the first copy

    return export(answer, "markdown", Options(parts=_PARTS, known=known))


def _copy(made: "Exported", tools: Tools) -> None:
    if made.leaks:
        tools.notices.warn(tr("Not copied: a secret would have been in it. Use Export instead."))
        return
    copy_text(made.text)
    tools.notices.say(tr("Copied the answer as Markdown, secrets masked."))


class ResponsePane(QWidget):
    """Shows the selected answer of a tab, or what happens while one is on its way.

    It carries out the commands about answers (evidence, older, newer, copy, find); the first fix
    and the export are carried out elsewhere: it runs "apply-fix" with the Fix as argument.
    """

    def __init__(self, attempts: Attempts, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempts = attempts
        self._tools = tools
        name_pane(self, "response_pane")
        self.status = StatusLine(attempts, tools, "export")
        self.sending = LatePart(lambda: SendingView(tools.theme))
        self.sign_in = LatePart(lambda: SignInNotice(tools))
        self.set_up = LatePart(lambda: SetUpCard(tools))
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND)
        self._tick.timeout.connect(self._tell_stream)
        self.note = LatePart(lambda: Banner(tools.theme, "", "info", closable=True))
        self.aftermath = LatePart(lambda: AftermathLine(tools.theme))
        self._body: AnswerBody | None = None
        self._waiting: list[Callable[[AnswerBody], object]] = []
        self._empty = EmptyState(
            tools.theme,
            tr("Send the request to see the reply"),
            tr("The cause, its proofs and the fix appear here."),
            "send",
        )
        self._arrange()
        self._connect()
        self._provide()
        self._show(attempts.current)
        self._choose(tools.choices.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the words wrap otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()  # words that wrap need another height

    @property
    def body(self) -> AnswerBody:
        """What shows an answer; made when the first one comes, since it takes a third of a tab."""
        made = self._made()
        self._tell_made()
        return made

    def when_made(self, do: Callable[[AnswerBody], object]) -> None:
        """Do something with the body as soon as there is one."""
        self._waiting.append(do)
        if self._body is not None:
            self._tell_made()

    def minimumSizeHint(self) -> QSize:
        """Return the height that wrapped words need too; the page scrolls where it has less."""
        least, layout = super().minimumSizeHint(), self.layout()
        high = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(least.width(), max(least.height(), high))

    def _made(self) -> AnswerBody:
        """Return the body, made where it will stand: elsewhere it would be styled twice."""
        if self._body is None:
            choices = self._tools.choices
            self._body = body = AnswerBody(self._tools, self._holder)
            self._pages.addWidget(body)
            body.fix_chosen.connect(self._fix)
            body.copy_asked.connect(self._copy)
            body.tabs.secrets_clicked.connect(lambda: choices.toggle("secrets_hidden"))
            body.tabs.notes_clicked.connect(lambda: choices.toggle("notes_on"))
            body.tabs.body.events.changed.connect(self._tell_stream)
            body.tabs.body.event_pane.said.connect(self._say)
            body.show_choice(choices.value)
        return self._body

    def _tell_made(self) -> None:
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do(self._made())

    def _dim(self, *, on: bool) -> None:
        if self._body is not None:
            self._body.set_dimmed(dimmed=on)

    # -------------------------------------------------------------- attempts
    def _show(self, answer: "Answer | None") -> None:
        self._end_live()
        expired = self._expired(answer)
        if expired is not None:
            self.sign_in.get().show_expired(expired)
        walk = self._attempts.walk_of(answer)
        if walk is not None:
            self.set_up.get().show_broken(walk, answer.attempt if answer is not None else Attempt())
        entry = -1 if answer is None else explained(answer.attempt, answer.verdict)
        exchange = answer.attempt.exchanges[entry] if answer and entry >= 0 else None
        exchange_words = status_words(exchange, known_of(self._tools)) if exchange else None
        told = answer is not None and answer.verdict.is_told
        self.status.show_status(exchange_words, explained=told)
        stream = self._attempts.stream_of(answer, exchange)
        if stream is not None:
            self._tell_stream()
        aftermath = answer.aftermath if answer is not None else None
        if aftermath is not None or self.aftermath.built is not None:
            self.aftermath.get().show_aftermath(aftermath)
        if answer is not None or self._body is not None:
            self._made().tabs.body.keep_live(stream)
            self._made().show_answer(answer, entry, walk)
            self._tell_made()
        self._pages.setCurrentIndex(0 if answer is None else 1)
        self._tools.actions.refresh()

    def _expired(self, answer: "Answer | None") -> Notice | None:
        """Return the code that nobody used in time, where the newest answer is about it."""
        if answer is None or answer is not self._attempts.answers[-1]:
            return None
        ended = answer.attempt.last.failure if answer.attempt.last else None
        notice = self._attempts.under_way.last_notice
        late = ended is not None and ended.kind == "nobody-came-back"
        return notice if late and notice is not None and notice.code else None

    def _added(self, answer: "Answer") -> None:
        self.note.if_built(QWidget.hide)
        entry = explained(answer.attempt, answer.verdict)
        if entry < 0:
            return
        status = status_words(answer.attempt.exchanges[entry], known_of(self._tools)).pill
        if answer.aftermath is not None:
            status = f"{status}. {answer.aftermath.title}"
        said = announcement(status, answer.verdict, len(pins(answer.verdict)))
        self._announce(" ".join(filter(None, (token_announcement(answer.attempt), said))))

    def _started(self) -> None:
        for part in (self.note, self.aftermath, self.set_up):
            part.if_built(QWidget.hide)
        self.sending.get().begin()
        self._late.start()
        self._dim(on=True)
        self._pages.setCurrentIndex(1 if self._attempts.current else 0)
        self._empty.setVisible(self._attempts.current is None)
        self._empty.show_text(tr("No reply yet"), tr("Each step appears above as it happens."))

    def _tell_progress(self, news: "Sequence[News | Waiting]") -> None:
        self.sending.get().add(news)

    def _go_on(self) -> None:
        self.set_up.if_built(SetUpCard.go_on)

    def _end_live(self) -> None:
        """Take away what is shown while something is sent."""
        self._late.stop()
        self._tick.stop()
        self.sending.if_built(SendingView.end)
        self.sign_in.if_built(lambda notice: notice.show_notice(None))
        self.set_up.if_built(QWidget.hide)
        self._dim(on=False)

    # -------------------------------------------------------------- replies that go on
    def _show_stream(self) -> None:
        """Show the events that arrived."""
        log = self._attempts.under_way.stream
        if log is None:
            return
        if self._tick.isActive():
            self.body.tabs.body.refresh_live()
            return
        self._end_live()
        body = self.body  # made now where this is the first reply of the tab
        self._pages.setCurrentIndex(1)
        body.show_stream(log)
        self._tick.start()
        self._tell_stream()

    def _say(self, text: str, binary: bool) -> None:  # noqa: FBT001 - as the signal has it
        self._attempts.say(text, binary=binary)

    def _tell_stream(self) -> None:
        """Say how long a reply goes on already, and what came."""
        way = self._attempts.under_way
        if way.stream is not None:
            self.status.show_status(stream_status(way.stream_status, way.stream, time.time()))

    def _follow_sign_in(self) -> None:
        """Show what a running sign-in has come to, and what it waits for."""
        way = self._attempts.under_way
        if not self._attempts.running:
            return
        self.sign_in.get().show_notice(way.notice)
        self.set_up.get().show_under_way(way)
        if way.waits or way.walk is not None or not self._late.isActive():
            self._show_live(way)

    def _show_live(self, way: UnderWay) -> None:
        """Show the steps so far, and the exchanges, as of an answer."""
        attempt = Attempt(request=way.request, exchanges=way.exchanges)
        steps = (
            walked_steps(way.walk, way.exchanges, running=way.asked is None)
            if way.walk is not None
            else sign_in_steps(attempt, running=True)
        )
        if not steps:
            return
        self.sending.get().hide()
        self._dim(on=False)
        self._made()
        self._pages.setCurrentIndex(1)
        self.body.show_under_way(attempt, steps)
        if way.waits:
            waits = tr("Waiting for your sign-in") if way.notice else tr("Waiting for your answer")
            self.status.show_waiting(waits, len(way.exchanges))

    def _ended(self, reason: str) -> None:
        self._end_live()
        if self._body is not None and self._body.is_live:
            self._show(self._attempts.current)
        self._empty.show_text(
            tr("Send the request to see the reply"),
            tr("The cause, its proofs and the fix appear here."),
        )
        if reason:
            self.note.get().show_text(reason)
            self.note.get().show()
            self._announce(reason)

    def _announce(self, text: str) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self.setAccessibleDescription(text)

    # -------------------------------------------------------------- commands
    def _connect(self) -> None:
        attempts = self._attempts
        attempts.selected.connect(self._show)
        attempts.added.connect(self._added)
        attempts.started.connect(self._started)
        attempts.progressed.connect(self._tell_progress)
        attempts.signing_in.connect(self._follow_sign_in)
        attempts.streaming.connect(self._show_stream)
        attempts.confirmed.connect(self._go_on)
        self._late.timeout.connect(self._follow_sign_in)
        self.set_up.then(lambda card: card.closed.connect(attempts.forget_walk))
        attempts.ended.connect(self._ended)
        self._tools.choices.changed.connect(self._choose)
        self.aftermath.then(lambda line: line.undo_asked.connect(self._undo_fix))

    def _provide(self) -> None:
        attempts = self._attempts

        def proofs() -> bool:
            return attempts.current is not None and bool(pins(attempts.current.verdict))

        def answered() -> bool:
            return attempts.current is not None

        for name, do, when in (
            ("next-evidence", lambda _: self.body.step(1), proofs),
            ("previous-evidence", lambda _: self.body.step(-1), proofs),
            ("show-verdict", lambda _: self.body.focus_verdict(), answered),
            ("fold-verdict", lambda _: self.body.toggle_fold(), proofs),
            ("copy-answer", lambda _: self._copy(), answered),
            ("find", lambda _: self.body.tabs.begin_find(), answered),
            ("filter-body", lambda _: self.body.tabs.begin_filter(), answered),
            ("copy-path", lambda _: self.body.tabs.body.copy_path(), answered),
            ("save-body", lambda _: self.body.tabs.body_tools.save_body(), answered),
            ("open-body", lambda _: self.body.tabs.body_tools.open_body(), answered),
            ("older", lambda _: attempts.older(), lambda: attempts.can_go_older),
            ("newer", lambda _: attempts.newer(), lambda: attempts.can_go_newer),
        ):
            self._tools.actions.provide(name, do, self, when)

    def _fix(self, fix: "Fix") -> None:
        self._tools.actions.run("apply-fix", fix)

    def _undo_fix(self) -> None:
        self._tools.actions.run("undo-fix")
        self.aftermath.get().undo.hide()

    def _copy(self) -> None:
        answer = self._attempts.current
        if answer is not None:
            copy_answer(answer, self._tools)

    def _choose(self, choice: Choice) -> None:
        if self._body is not None:
            self._body.show_choice(choice)

    def _arrange(self) -> None:
        self._holder = pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.status)
        for part in (self.note, self.sign_in, self.set_up, self.sending, self.aftermath):
            part.stand_in(column)
        column.addWidget(pages, 1)
