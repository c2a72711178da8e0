"""The response side of a tab: status line, verdict card, and the reply in four tabs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.diagnosis.aftermath_line import AftermathLine
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.sign_in_notice import SignInNotice
from inspector.gui.response.status_line import StatusLine
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.theme import Theme
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.model.exchange import Stage
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange import exchange_words
from inspector.presentation.exchange.pins import pins
from inspector.presentation.exchange.status_words import explained, status_words
from inspector.presentation.verdict.verdict_card import announcement
from inspector.wording import tr
from inspector.wording.durations import in_seconds

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.model.fix import Fix
    from inspector.workbench.answer import Answer
    from inspector.workbench.applying.retrying import Waiting
    from inspector.workbench.progress import Progress


# ---------------- What happens while a request is sent: one row an exchange, as it happens
LONG_MILLIS = 10_000
_ROWS = 6


class SendingView(Card):
    """Rows of a running send; after ten seconds a line says what it still waits for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 14)
        self.setAccessibleName(tr("Sending"))
        self._steps: dict[int, Progress] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._labels = [Label("", "small", wrap=True) for _ in range(_ROWS)]
        self._title = Label(tr("Sending…"), "heading")
        self._long = Label("", "warning", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell_waiting)
        self.column.addWidget(self._title)
        for label in self._labels:
            self._rows.addWidget(label)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._long)

    def begin(self) -> None:
        """A send has begun."""
        self._steps = {}
        self._title.setText(tr("Sending…"))
        self._show()
        self._long.hide()
        self._timer.start(LONG_MILLIS)
        self.show()

    def add(self, news: "Sequence[Progress | Waiting]") -> None:
        """Take steps of the running send, or what is left of a wait before the next try."""
        from inspector.workbench.applying.retrying import Waiting  # noqa: PLC0415 - the window opens before

        for step in news:
            if isinstance(step, Waiting):
                self._tell_wait(step)
            else:
                self._steps[step.index] = step
        self._show()

    def end(self) -> None:
        """The send is over."""
        self._timer.stop()
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows as text, the newest last."""
        return tuple(_words(step) for _, step in sorted(self._steps.items()))

    @property
    def waiting(self) -> str:
        """The line after ten seconds, empty before."""
        return self._long.text() if not self._long.isHidden() else ""

    def _show(self) -> None:
        lines = self.lines[-_ROWS:]
        for label, text in zip(self._labels, (*lines, *[""] * _ROWS), strict=False):
            label.setText(text)
            label.setVisible(bool(text))

    def _tell_wait(self, wait: "Waiting") -> None:
        """Say when the next try is; the ten seconds count from there."""
        self._timer.stop()
        self._title.setText(tr("Waiting before the next try"))
        self._long.setText(
            tr(
                "Try {number} of at most {of} in {time}. Stop ends it.",
                number=wait.number,
                of=wait.of,
                time=in_seconds(wait.seconds),
            )
        )
        self._long.show()

    def _tell_waiting(self) -> None:
        last = self._steps[max(self._steps)].stage if self._steps else None
        if last in ("wait", "headers"):
            text = tr("Still waiting: connected, no reply yet")
        elif last is None:
            text = tr("Still waiting: nothing was sent yet")
        else:
            text = tr("Still waiting: {stage}", stage=_stage(last))
        self._long.setText(text)
        self._long.show()


def _words(step: "Progress") -> str:
    address = step.url.partition("#")[0].partition("?")[0].partition("://")[2]
    authority, slash, path = address.partition("/")
    return tr(
        "{purpose}: {method} {address}, {stage}, {time}",
        purpose=exchange_words.purpose(step.purpose),
        method=visible(step.method),
        address=visible(f"{authority.rpartition('@')[2]}{slash}{path}"),
        stage=_stage(step.stage),
        time=exchange_words.duration(step.elapsed_ms),
    )


def _stage(stage: Stage) -> str:
    return {
        "compose": tr("putting it together"),
        "dns": tr("looking up the host"),
        "connect": tr("connecting"),
        "proxy": tr("asking the proxy"),
        "tls": tr("agreeing on TLS"),
        "send": tr("sending"),
        "wait": tr("waiting for the reply"),
        "headers": tr("reading the headers"),
        "body": tr("reading the body"),
        "sign-in": tr("signing in"),
        "stopped": tr("stopped"),
    }[stage]


# ---------------- Copies an answer as Markdown, with every secret masked
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
        self.sending.end()
        self.sign_in.follow(running=False)
        self.body.set_dimmed(dimmed=False)
        self._pages.setCurrentIndex(0 if answer is None else 1)
        entry = -1 if answer is None else explained(answer.attempt, answer.verdict)
        shown = answer is not None and entry >= 0
        exchange = answer.attempt.exchanges[entry] if answer and shown else None
        exchange_words = status_words(exchange, known_of(self._tools)) if exchange else None
        told = answer is not None and answer.verdict.is_told
        self.status.show_status(exchange_words, explained=told)
        self.aftermath.show_aftermath(answer.aftermath if answer is not None else None)
        self.body.show_answer(answer, entry)
        self._tools.actions.refresh()

    def _added(self, answer: "Answer") -> None:
        self.note.hide()
        entry = explained(answer.attempt, answer.verdict)
        if entry < 0:
            return
        status = status_words(answer.attempt.exchanges[entry], known_of(self._tools)).pill
        if answer.aftermath is not None:
            status = f"{status}. {answer.aftermath.title}"
        self._announce(announcement(status, answer.verdict, len(pins(answer.verdict))))

    def _started(self) -> None:
        self.note.hide()
        self.aftermath.hide()
        self.sending.begin()
        self.sign_in.follow(running=True)
        self.body.set_dimmed(dimmed=True)
        self._pages.setCurrentIndex(1 if self._attempts.current else 0)
        self._empty.setVisible(self._attempts.current is None)
        self._empty.show_text(tr("Sending…"), tr("Each step appears above as it happens."))

    def _ended(self, reason: str) -> None:
        self.sending.end()
        self.sign_in.follow(running=False)
        self.body.set_dimmed(dimmed=False)
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
        for part in (self.status, self.note, self.sign_in, self.sending, self.aftermath):
            column.addWidget(part)
        column.addWidget(pages, 1)
