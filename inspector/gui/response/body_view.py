"""A body, however large: JSON indented, binary as hexadecimal, with search and copying."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.annotate.tokens.found import FoundToken, tokens_at
from inspector.gui.bodies.line_view import LineView
from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Chosen
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.message import Header
from inspector.presentation.bodies.body_rows import (
    AT_ONCE,
    BodyText,
    Matches,
    Mode,
    Prepared,
    prepare,
)
from inspector.presentation.bodies.line_index import rows_of
from inspector.presentation.exchange import exchange_words
from inspector.protocol.media_types import content_type
from inspector.reading.body import is_binary
from inspector.wording import tr, tr_n

# ---------------- A button that opens the tokens of the body shown; hidden where there are none
_BODY = Place(side="reply", part="body")


class TokenButton(Button):
    """Opens the one token at once; of several it lets choose."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("Inspect token"), "ghost", "scan-search")
        self._tools = tools
        self._exchange: Exchange | None = None
        self._tokens: tuple[FoundToken, ...] = ()
        self.setObjectName("body_tokens")
        self.clicked.connect(self._open)
        self.hide()

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Offer the tokens in the body of an exchange's reply."""
        self._exchange = exchange
        self._tokens = tokens_at(exchange, _BODY) if exchange is not None else ()
        self.setVisible(bool(self._tokens))

    def _open(self) -> None:
        if len(self._tokens) == 1:
            self._inspect(self._tokens[0])
            return
        entries = tuple(
            Entry(each.place, lambda each=each: self._inspect(each), "scan-search")  # type: ignore[misc] # bound now
            for each in self._tokens
        )
        corner = self.mapToGlobal(QPoint(0, self.height()))
        menu_of(self, entries, self._tools.theme).popup(corner)

    def _inspect(self, found: FoundToken) -> None:
        if self._exchange is not None:
            self._tools.actions.run("inspect-token", Chosen(found, self._exchange))


# ---------------- The find field of a body
MOST = 10_000


class FindBar(QWidget):
    """wanted(str, int): look for this, from here on (0), further on (1) or back (-1). left()."""

    wanted = Signal(str, int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._edit = QLineEdit()
        self._edit.setObjectName("find_edit")
        self._edit.setClearButtonEnabled(True)
        self._edit.textChanged.connect(self._changed)
        self._edit.returnPressed.connect(self._next)
        self._count = Label("", "quiet")
        back = IconButton(theme, "chevron-up", tr("Previous match"))
        forth = IconButton(theme, "chevron-down", tr("Next match"))
        close = IconButton(theme, "x", tr("Close the search"))
        back.clicked.connect(self._previous)
        forth.clicked.connect(self._next)
        close.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(FieldLabel(tr("Find"), self._edit))
        row.addWidget(self._edit, 1)
        for part in (self._count, back, forth, close):
            row.addWidget(part)

    def begin(self) -> None:
        """Take the focus, with what was looked for last selected."""
        self.show()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._edit.text()

    def show_count(self, count: int) -> None:
        """Say how often it was found."""
        if not self.text:
            self._count.setText("")
        elif count >= MOST:
            self._count.setText(tr("more than {count:,}", count=MOST))
        elif count:
            self._count.setText(tr_n("{count} match", "{count:,} matches", count))
        else:
            self._count.setText(tr("Not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the search; Shift+Enter goes back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._previous()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self.wanted.emit(text, 0)

    def _next(self) -> None:
        self.wanted.emit(self.text, 1)

    def _previous(self) -> None:
        self.wanted.emit(self.text, -1)


_PLAIN = 1_000_000


class BodyView(QWidget):
    """Shows one body; whatever takes long is prepared on a worker thread."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._wanted = BodyText(body=b"")
        self._mode: Mode = "auto"
        self._job: Job | None = None
        self._matches: Matches | None = None
        self._at = 0
        self._about = Label("", "quiet")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lines = LineView(tools.theme)
        self.lines.setObjectName("body_view")
        self.lines.setAccessibleName(tr("Body"))
        self.find_bar = FindBar(tools.theme)
        self.find_bar.hide()
        self.find_bar.wanted.connect(self._find)
        self.find_bar.left.connect(self._end_find)
        self.tokens = TokenButton(tools)
        self._as_sent = Button(tools.theme, tr("As received"), "ghost")
        self._hex = Button(tools.theme, tr("Hex"), "ghost")
        for button, mode in ((self._as_sent, "text"), (self._hex, "hex")):
            button.setCheckable(True)
            button.clicked.connect(lambda on, mode=mode: self._choose(mode if on else "auto"))
        self._arrange()

    def show_body(self, body: bytes, headers: tuple[Header, ...], note: str = "") -> None:
        """Show a body; note: what is wrong with it (cut, damaged)."""
        self._mode = "auto"
        kind = content_type(headers).partition(";")[0].strip()
        parts = [kind or tr("no content type"), exchange_words.size(len(body)), note]
        self._about.setText(", ".join(part for part in parts if part))
        self._wanted = BodyText(body=body, headers=headers)
        self._as_sent.setEnabled(bool(body) and not is_binary(body))
        self._hex.setEnabled(bool(body))
        self._prepare()

    def renew(self) -> None:
        """Show the same body again: the choice about secrets has changed."""
        self._prepare()

    def begin_find(self) -> None:
        """Open the search."""
        self.find_bar.begin()

    def open_plain(self) -> QDialog:
        """Open the body, up to 1 MB, in an ordinary text field (for screen readers)."""
        window = QDialog(self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setWindowTitle(tr("Body as plain text"))
        window.resize(720, 480)
        edit = QPlainTextEdit(self.lines.as_text(_PLAIN))
        edit.setReadOnly(True)
        edit.setTabChangesFocus(True)
        edit.setAccessibleName(tr("Body as plain text"))
        set_kind(edit, "code")
        QVBoxLayout(window).addWidget(edit)
        window.open()
        return window

    def _arrange(self) -> None:
        plain = Button(self._tools.theme, tr("Open as plain text"), "ghost")
        plain.clicked.connect(self.open_plain)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 2, 8, 2)
        bar.addWidget(self._about, 1)
        for button in (self.tokens, self._as_sent, self._hex, plain):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.lines, 1)

    def _choose(self, mode: Mode) -> None:
        self._mode = mode
        self._prepare()

    def _prepare(self) -> None:
        self._as_sent.setChecked(self._mode == "text")
        self._hex.setChecked(self._mode == "hex")
        revealed = not self._tools.choices.value.secrets_hidden
        self._wanted = BodyText(
            body=self._wanted.body,
            headers=self._wanted.headers,
            revealed=revealed,
            mode=self._mode,
            values=known_of(self._tools),
        )
        self._matches = None
        if len(self._wanted.body) <= AT_ONCE:
            self._job = None
            self._show(prepare(self._wanted))
            return
        self.lines.show_rows(rows_of(tr("Reading the body…").encode()))
        job = self._tools.background.compute(prepare, self._wanted)
        self._job = job
        job.succeeded.connect(lambda made: self._arrived(job, made))

    def _arrived(self, job: Job, made: Prepared) -> None:
        if job is self._job:
            self._show(made)

    def _show(self, made: Prepared) -> None:
        self.lines.show_rows(made.rows, json=made.json)
        if self.find_bar.isVisible() and self.find_bar.text:
            self._find(self.find_bar.text, 0)

    def _find(self, text: str, step: int) -> None:
        if step == 0 or self._matches is None:
            self._matches = Matches(self.lines.rows.data, text, MOST)
            self._at = 0
            step = 0
        matches = self._matches
        self.find_bar.show_count(len(matches.starts))
        found = matches.previous(self._at) if step < 0 else matches.next(self._at + step)
        if found is None:
            self.lines.mark(())
            return
        self._at = found
        self.lines.show_byte(found)
        self.lines.mark(((found, found + matches.length),))

    def _end_find(self) -> None:
        self.find_bar.hide()
        self.lines.mark(())
        self.lines.setFocus()
