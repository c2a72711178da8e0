"""What happens while a request is sent: one row an exchange, as it happens."""

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.model.exchange import Stage
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange import exchange_words
from inspector.wording import tr
from inspector.wording.durations import in_seconds

if TYPE_CHECKING:
    from inspector.workbench.applying.retrying import Waiting
    from inspector.workbench.progress import News, Progress

LONG_MILLIS = 10_000
_ROWS, _TICK = 6, 500  # milliseconds between two looks at the clock


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
        self._clock, self._retries = QTimer(self), False
        self._begun = self._came = monotonic()
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._count)
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
        self._begun = self._came = monotonic()
        self._retries = False
        self._clock.start()
        self.show()

    def add(self, news: "Sequence[News | Waiting]") -> None:
        """Take steps of the running send, or what is left of a wait before the next try."""
        from inspector.workbench.applying.retrying import Waiting  # noqa: PLC0415 - the window opens before
        from inspector.workbench.progress import Progress  # noqa: PLC0415 - as above

        for step in news:
            if isinstance(step, Waiting):
                self._tell_wait(step)
            elif isinstance(step, Progress):
                self._steps[step.index] = step
        self._came = monotonic()
        self._show()

    def end(self) -> None:
        """The send is over."""
        self._timer.stop()
        self._clock.stop()
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows as text, the newest last; its time runs on."""
        steps = [step for _, step in sorted(self._steps.items())]
        since = (monotonic() - self._came) * 1000
        since = since if since >= _TICK else 0
        return tuple(_words(step, since if step is steps[-1] else 0) for step in steps)

    @property
    def waiting(self) -> str:
        """The line after ten seconds, empty before."""
        return self._long.text() if not self._long.isHidden() else ""

    def _count(self) -> None:
        """Let the times run while something is waited for."""
        self._show()
        if self.waiting and not self._retries:
            self._tell_waiting()

    def _show(self) -> None:
        lines = self.lines[-_ROWS:]
        for label, text in zip(self._labels, (*lines, *[""] * _ROWS), strict=False):
            label.setText(text)
            label.setVisible(bool(text))

    def _tell_wait(self, wait: "Waiting") -> None:
        """Say when the next try is; the ten seconds count from there."""
        self._timer.stop()
        self._retries = True
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
        seconds = round(monotonic() - self._begun)
        self._long.setText(tr("{what}, for {time}", what=text, time=in_seconds(seconds)))
        self._long.show()


def _words(step: "Progress", since: float) -> str:
    return tr(
        "{purpose}: {method} {address}, {stage}, {time}",
        purpose=exchange_words.purpose(step.purpose),
        method=visible(step.method),
        address=exchange_words.bare_address(step.url),
        stage=_stage(step.stage),
        time=exchange_words.duration(step.elapsed_ms + since),
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
