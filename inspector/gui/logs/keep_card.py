"""Asks what of a log goes into the history, and shows how far that is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.state.history import LogPace
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.scrolled import bring_soon
from inspector.reading.statuses import REFUSED_IN_LOGS
from inspector.wording import tr
from inspector.wording.numbers import number

if TYPE_CHECKING:
    from inspector.workbench.attempts.log_attempts import LogKept


# ---------------- Keeps the refused lines of a log tab in the history
class LogKeeping(QObject):
    """Owner of one such wish. renewed(): what is asked, progress or state differ.

    asked: whether the user is choosing. host: where the lines name none. words: what each
    refused line must have. share: 0…1 of the work that is done.
    """

    renewed = Signal()

    def __init__(self, paths: tuple[Path, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self.asked = False
        self.running = False
        self.host = ""
        self.words: tuple[str, ...] = ()
        self.period: tuple[float, float] | None = None
        self.share = 0.0
        self._pace: LogPace | None = None

    def ask(self, words: tuple[str, ...]) -> None:
        """Let the user choose what is kept."""
        if not self.running:
            self.asked, self.words = True, words
            self.renewed.emit()

    def dismiss(self) -> None:
        """The user wants nothing kept."""
        self.asked = False
        self.renewed.emit()

    def start(self, tools: Tools) -> Job | None:
        """Keep the lines."""
        from inspector.logs.parts import Take  # noqa: PLC0415 - few windows read logs

        if self.running:
            return None
        names = tuple(map(str, self._paths))
        since, until = self.period or (None, None)
        order = Take(names=names, words=self.words, since=since, until=until)
        self.running, self.share = True, 0.0
        self._pace = LogPace(order, _size(self._paths))
        job = tools.history.keep_log(self._pace, self.host)
        self._pace.follow(job)
        job.progressed.connect(self._progress)
        job.succeeded.connect(lambda kept: _tell(tools, kept))
        job.failed.connect(lambda error: _fail(tools, error))
        job.ended.connect(self._end)
        self.renewed.emit()
        return job

    def stop(self) -> None:
        """Keep no more; what is kept stays."""
        if self._pace is not None:
            self._pace.stop()

    def _progress(self, news: tuple[float, ...]) -> None:
        self.share = news[-1]
        self.renewed.emit()

    def _end(self) -> None:
        self.running = self.asked = False
        self._pace = None
        self.renewed.emit()


def _size(paths: tuple[Path, ...]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _tell(tools: Tools, kept: "LogKept") -> None:
    from inspector.workbench.attempts.log_attempts import kept_words  # noqa: PLC0415 - loaded by now

    def show() -> None:
        tools.actions.run("show-history", "is:imported")

    tools.notices.say(kept_words(kept), tr("Show"), show)


def _fail(tools: Tools, error: Exception) -> None:
    from inspector.logs.away import Stopped  # noqa: PLC0415 - loaded by now
    from inspector.record.database import HistoryError  # noqa: PLC0415 - as above

    if isinstance(error, Stopped):
        tools.notices.say(tr("Nothing was kept: you stopped it."))
    elif not isinstance(error, HistoryError):  # what is wrong with the file was said already
        raise error


class KeepCard(Card):
    """Shown while the user chooses or the work is under way. left(): it went with the focus."""

    left = Signal()

    def __init__(self, keeping: LogKeeping, tools: Tools) -> None:
        super().__init__(tools.theme, 12)
        self.setObjectName("keep_card")
        self._keeping = keeping
        self._tools = tools
        self.title = Label("", "heading", wrap=True)
        self.words = Label("", "body", wrap=True)
        self.host = QLineEdit(keeping.host)
        self.bad = InlineCheck(tools.theme)
        self.bar = QProgressBar()
        self.keep = Button(tools.theme, tr("Keep"), "primary", "history")
        self.cancel = Button(tools.theme, tr("Cancel"), "secondary")
        self.stop = Button(tools.theme, tr("Stop"), "secondary", "square")
        self._fill()
        self.keep.clicked.connect(self._start)
        self.host.returnPressed.connect(self._start)
        self.host.textChanged.connect(self._check)
        self.cancel.clicked.connect(keeping.dismiss)
        self.stop.clicked.connect(keeping.stop)
        keeping.renewed.connect(self.renew)
        tools.theme.changed.connect(self._size)
        self._size()
        self.renew()

    def renew(self) -> None:
        """Show what the keeping says."""
        keeping = self._keeping
        appears = keeping.asked and self.isHidden()
        held = self.isAncestorOf(self.window().focusWidget())
        self.setVisible(keeping.asked or keeping.running)
        choosing: tuple[QWidget, ...] = (self.words, self.label, self.host, self.keep, self.cancel)
        for widget in choosing:
            widget.setVisible(not keeping.running)
        self.bar.setVisible(keeping.running)
        self.stop.setVisible(keeping.running)
        self.bar.setValue(round(keeping.share * 1000))
        self.title.setText(
            tr("Keeping refused lines …")
            if keeping.running
            else tr("Keep the refused lines in the history")
        )
        self.words.setText(_what(keeping))
        if appears:
            self.host.setFocus()
            bring_soon(self.cancel)
        elif held:
            self._hand_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape and not self._keeping.running:
            self._keeping.dismiss()
        else:
            super().keyPressEvent(event)

    def _hand_on(self) -> None:
        """Keep the focus in sight: on Stop during the work, then where the card was asked for."""
        if self.isHidden():
            self.left.emit()
        elif self._keeping.running:
            self.stop.setFocus()

    def _start(self) -> None:
        if self.keep.isEnabled():
            self._keeping.start(self._tools)

    def _check(self, text: str) -> None:
        from inspector.workbench.attempts.log_attempts import typed_host  # noqa: PLC0415 - when first typed

        host = typed_host(text)
        self._keeping.host = host or ""
        self.keep.setEnabled(host is not None)
        wrong = tr("This is no host: write api.example.com or http://localhost:8080.")
        self.bad.show_check("" if host is not None else wrong, "bad")

    def _fill(self) -> None:
        self.label = FieldLabel(tr("Host of the server, where the lines name none"), self.host)
        self.host.setObjectName("keep_host")
        self.keep.setObjectName("keep_lines")
        self.host.setPlaceholderText("api.example.com")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of keeping"))
        self.column.setSpacing(6)
        for widget in (self.title, self.words, self.label, self.host, self.bad, self.bar):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        buttons: tuple[QWidget, ...] = (self.keep, self.cancel, self.stop)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _size(self) -> None:
        wide = self._tools.theme.px(420)
        self.host.setMaximumWidth(wide)
        self.bar.setMaximumWidth(wide)


def _what(keeping: LogKeeping) -> str:
    """Return what will be kept, and what will not."""
    from inspector.logs.parts import MOST_TAKEN  # noqa: PLC0415 - few windows read logs

    said = [
        tr(
            "Each refused line ({statuses}) becomes an attempt, the newest {most} at most, with "
            "the accepted ones right before and after, so that it can be told since when it fails.",
            statuses=", ".join(map(str, sorted(REFUSED_IN_LOGS))),
            most=number(MOST_TAKEN),
        ),
        tr("Addresses of clients, names of users and secrets are not kept."),
    ]
    if keeping.words:
        said.append(tr("Only lines with these words: {words}.", words=" ".join(keeping.words)))
    return " ".join(said)
