"""The response side of a tab: status line, verdict card, and the reply in four tabs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

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
from inspector.presentation.exchange.status_words import explained, status_words
from inspector.presentation.tokens.sign_in_steps import sign_in_steps, token_announcement
from inspector.presentation.tokens.walked_steps import walked_steps
from inspector.presentation.verdict.verdict_card import announcement
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.model.fix import Fix
    from inspector.workbench.answer import Answer


# ---------------- Copies an answer as Markdown, with every secret masked
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
        self.sending = SendingView(tools.theme)
        self.sign_in = SignInNotice(tools)
        self.set_up = SetUpCard(tools)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self.note = Banner(tools.theme, "", "info", closable=True)
        self.aftermath = AftermathLine(tools.theme)
        self.body = AnswerBody(tools)
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
        """Let the verdict take at most a part of the height."""
        super().resizeEvent(event)
        self.body.fit()
        if event.oldSize().width() != self.width():
            self.updateGeometry()  # words that wrap need another height

    def minimumSizeHint(self) -> QSize:
        """Return the height that wrapped words need too; the page scrolls where it has less."""
        least, layout = super().minimumSizeHint(), self.layout()
        high = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(least.width(), max(least.height(), high))

    # -------------------------------------------------------------- attempts
    def _show(self, answer: "Answer | None") -> None:
        self._end_live()
        self.sign_in.show_expired(self._expired(answer))
        walk = self._attempts.walk_of(answer)
        self.set_up.show_broken(walk, answer.attempt if answer is not None else Attempt())
        self._pages.setCurrentIndex(0 if answer is None else 1)
        entry = -1 if answer is None else explained(answer.attempt, answer.verdict)
        shown = answer is not None and entry >= 0
        exchange = answer.attempt.exchanges[entry] if answer and shown else None
        exchange_words = status_words(exchange, known_of(self._tools)) if exchange else None
        told = answer is not None and answer.verdict.is_told
        self.status.show_status(exchange_words, explained=told)
        self.aftermath.show_aftermath(answer.aftermath if answer is not None else None)
        self.body.show_answer(answer, entry, walk)
        self._tools.actions.refresh()

    def _expired(self, answer: "Answer | None") -> Notice | None:
        """Return the code that nobody used in time, where the newest answer is about it."""
        if answer is None or answer is not self._attempts.answers[-1]:
            return None
        ended = answer.attempt.exchanges[-1].failure if answer.attempt.exchanges else None
        notice = self._attempts.under_way.last_notice
        late = ended is not None and ended.kind == "nobody-came-back"
        return notice if late and notice is not None and notice.code else None

    def _added(self, answer: "Answer") -> None:
        self.note.hide()
        entry = explained(answer.attempt, answer.verdict)
        if entry < 0:
            return
        status = status_words(answer.attempt.exchanges[entry], known_of(self._tools)).pill
        if answer.aftermath is not None:
            status = f"{status}. {answer.aftermath.title}"
        said = announcement(status, answer.verdict, len(pins(answer.verdict)))
        self._announce(" ".join(filter(None, (token_announcement(answer.attempt), said))))

    def _started(self) -> None:
        self.note.hide()
        self.aftermath.hide()
        self.sending.begin()
        self.set_up.hide()
        self._late.start()
        self.body.set_dimmed(dimmed=True)
        self._pages.setCurrentIndex(1 if self._attempts.current else 0)
        self._empty.setVisible(self._attempts.current is None)
        self._empty.show_text(tr("Sending…"), tr("Each step appears above as it happens."))

    def _end_live(self) -> None:
        """Take away what is shown while something is sent."""
        self._late.stop()
        self.sending.end()
        self.sign_in.show_notice(None)
        self.set_up.hide()
        self.body.set_dimmed(dimmed=False)

    def _follow_sign_in(self) -> None:
        """Show what a running sign-in has come to, and what it waits for."""
        way = self._attempts.under_way
        if not self._attempts.running:
            return
        self.sign_in.show_notice(way.notice)
        self.set_up.show_under_way(way)
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
        self.sending.hide()
        self.body.set_dimmed(dimmed=False)
        self._pages.setCurrentIndex(1)
        self.body.show_under_way(attempt, steps)
        if way.waits:
            waits = tr("Waiting for your sign-in") if way.notice else tr("Waiting for your answer")
            self.status.show_waiting(waits, len(way.exchanges))

    def _ended(self, reason: str) -> None:
        self._end_live()
        if self.body.is_live:
            self._show(self._attempts.current)
        self._empty.show_text(
            tr("Send the request to see the reply"),
            tr("The cause, its proofs and the fix appear here."),
        )
        if reason:
            self.note.show_text(reason)
            self.note.show()
            self._announce(reason)

    def _announce(self, text: str) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self.setAccessibleDescription(text)

    # -------------------------------------------------------------- commands
    def _connect(self) -> None:
        attempts, choices = self._attempts, self._tools.choices
        attempts.selected.connect(self._show)
        attempts.added.connect(self._added)
        attempts.started.connect(self._started)
        attempts.progressed.connect(self.sending.add)
        attempts.signing_in.connect(self._follow_sign_in)
        attempts.confirmed.connect(self.set_up.go_on)
        self._late.timeout.connect(self._follow_sign_in)
        self.set_up.closed.connect(attempts.forget_walk)
        attempts.ended.connect(self._ended)
        choices.changed.connect(self._choose)
        self.aftermath.undo_asked.connect(self._undo_fix)
        self.body.fix_chosen.connect(self._fix)
        self.body.copy_asked.connect(self._copy)
        self.body.tabs.secrets_clicked.connect(lambda: choices.toggle("secrets_hidden"))
        self.body.tabs.notes_clicked.connect(lambda: choices.toggle("notes_on"))

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
            ("copy-answer", lambda _: self._copy(), answered),
            ("find", lambda _: self.body.tabs.begin_find(), answered),
            ("older", lambda _: attempts.older(), lambda: attempts.can_go_older),
            ("newer", lambda _: attempts.newer(), lambda: attempts.can_go_newer),
        ):
            self._tools.actions.provide(name, do, self, when)

    def _fix(self, fix: "Fix") -> None:
        self._tools.actions.run("apply-fix", fix)

    def _undo_fix(self) -> None:
        self._tools.actions.run("undo-fix")
        self.aftermath.undo.hide()

    def _copy(self) -> None:
        answer = self._attempts.current
        if answer is not None:
            copy_answer(answer, self._tools)

    def _choose(self, choice: Choice) -> None:
        self.body.show_choice(choice)

    def _arrange(self) -> None:
        self.note.hide()
        self.sending.hide()
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 14)
        column.setSpacing(10)
        above = (self.status, self.note, self.sign_in, self.set_up, self.sending, self.aftermath)
        for part in above:
            column.addWidget(part)
        column.addWidget(pages, 1)
