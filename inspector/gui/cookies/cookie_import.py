"""The card that takes cookies in which were copied from a browser, a terminal or a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from inspector.disk.reading import Unread, read_text
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.intake.results import Unreadable
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.wording import tr, tr_n

TakeIn = Callable[[str, str], tuple[int, tuple[Reason, ...]]]
_LARGEST = 8 * 1024 * 1024


class CookieImport(Card):
    """left(): something was taken in, or it was put aside. The text is gone then."""

    left = Signal()

    def __init__(self, tools: Tools, take_in: TakeIn) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("cookie_import")
        self.setAcceptDrops(True)
        self._tools = tools
        self._take_in = take_in
        self.text = QPlainTextEdit()
        self.text.setObjectName("cookie_text")
        self.text.setProperty("holds_secret", True)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a file is dropped on the card
        set_kind(self.text, "code")
        self.text.setPlaceholderText("Cookie: session=…; lang=de")
        self.host = QLineEdit()
        self.host.setObjectName("cookie_import_host")
        self.host.setPlaceholderText("https://app.example.com")
        self.check = InlineCheck(tools.theme)
        self.take = Button(tools.theme, tr("Take in"), "secondary", "clipboard-paste")
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self._lay_out()
        self.take.clicked.connect(self._read)
        self.cancel.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        self.column.addWidget(Label(tr("Import from a browser"), "heading", wrap=True))
        hint = tr(
            "A Cookie header, Set-Cookie lines, a request copied as cURL, cookies.txt, or the JSON"
            " of a browser's extension; a file can be dropped here."
        )
        self.column.addWidget(Label(hint, "quiet", wrap=True))
        self.column.addWidget(FieldLabel(tr("Cookies"), self.text))
        self.column.addWidget(self.text, 1)
        self.column.addWidget(FieldLabel(tr("Address, where it is not said"), self.host))
        self.column.addWidget(self.host)
        self.column.addWidget(self.check)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column.addLayout(row)

    def begin(self, url: str) -> None:
        """Show it empty; url: of the request at hand."""
        self.text.clear()
        self.check.show_check("")
        self.host.setText(url)
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it aside."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file, away from the window's thread."""
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            job = self._tools.background.compute(_text_of, Path(path))
            job.succeeded.connect(self._take_text)

    def _take_text(self, found: tuple[str, str]) -> None:
        text, problem = found
        self.check.show_check(problem, "bad")
        if not problem:
            self._read(text)

    def _read(self, text: object = None) -> None:
        given = text if isinstance(text, str) else self.text.toPlainText()
        address = self.host.text().strip()
        try:
            count, refused = self._take_in(given, _with_scheme(address))
        except Unreadable as error:
            self.check.show_check(f"{error.problem.what} {error.problem.todo}", "bad")
            return
        if not count and refused:
            self.check.show_check(refused[0].message, "bad")
            return
        said = tr_n("{count} cookie was taken in.", "{count} cookies were taken in.", count)
        if refused:
            said += " " + tr_n("{count} was refused.", "{count} were refused.", len(refused))
        self._tools.notices.say(said)
        self._leave()

    def _leave(self) -> None:
        self.text.clear()
        self.left.emit()


def _with_scheme(address: str) -> str:
    return address if "://" in address or not address else f"https://{address}"


def _text_of(path: Path) -> tuple[str, str]:
    try:
        return read_text(path, largest=_LARGEST), ""
    except Unread as error:
        return "", error.problem.what
