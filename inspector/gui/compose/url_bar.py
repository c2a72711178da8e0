"""The bar above a request: method, address, Send or Stop, and the environment in use."""

from typing import NamedTuple
from urllib.parse import unquote

from PySide6.QtCore import QEvent, QRectF, QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QRegularExpressionValidator,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLineEdit, QToolTip, QWidget

from inspector.compose.address import names_socket
from inspector.compose.variables import NAME, VAULT, message_of, unclosed
from inspector.gui.compose.draft import ToVault, secret_words, with_value
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme.palette import METHOD_TOKENS
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import name_pane, set_property
from inspector.gui.widgets.painting import rounded, smooth
from inspector.gui.widgets.tooltip import tip
from inspector.model.kinds.basic import Basic
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.urls import split
from inspector.wording import tr

# ---------------- The address: a line with its `{{variables}}` drawn as pills
_CURSOR_MARGIN = 5  # Qt's cursor rectangle begins this far left of the cursor


class UrlEdit(QLineEdit):
    """pasted(str): a curl command, or other text that is no address, was pasted."""

    pasted = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.setObjectName("url_edit")
        self.setAccessibleName(tr("Address"))
        self.setPlaceholderText("https://api.example.com/v1/orders")
        tools.theme.changed.connect(self.update)
        tools.environments.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a pasted curl command open as a request."""
        text = QApplication.clipboard().text().strip()
        if event.matches(QKeySequence.StandardKey.Paste) and is_command(text):
            self.pasted.emit(text)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then the variables over it as pills."""
        super().paintEvent(event)
        found = _pills(self.text())
        if not found:
            return
        painter = smooth(self)
        painter.setClipRect(self.contentsRect().adjusted(6, 2, -6, -2))
        painter.setFont(self.font())
        theme = self._tools.theme
        for pill in found:
            rect = self._rect(pill.start, pill.end)
            known = pill.closed and is_known(self._tools, pill.name)
            ground, ink = ("accent_soft", "accent") if known else ("warn_soft", "warn")
            rounded(
                painter, rect, 5, theme.colour("surface")
            )  # what stands below must not shine through
            rounded(painter, rect, 5, theme.colour(ground))
            painter.setPen(theme.colour(ink))
            shown = secret_words(pill.name) or self.text()[pill.start : pill.end]
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say what a variable stands for when the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._said(event.pos().x())), self)
            return True
        return super().event(event)

    def _rect(self, start: int, end: int) -> QRectF:
        metrics, text = QFontMetricsF(self.font()), self.text()
        cursor = self.cursorRect()
        origin = (
            cursor.x() + _CURSOR_MARGIN - metrics.horizontalAdvance(text[: self.cursorPosition()])
        )
        left = origin + metrics.horizontalAdvance(text[:start])
        width = metrics.horizontalAdvance(text[start:end])
        return QRectF(left - 2, cursor.y(), width + 4, cursor.height())

    def _said(self, x: int) -> str:
        for pill in _pills(self.text()):
            rect = self._rect(pill.start, pill.end)
            if rect.left() <= x <= rect.right():
                closed = describe(self._tools, pill.name)
                return closed if pill.closed else message_of(pill.name)
        return ""


class _Pill(NamedTuple):
    """A variable in the address; closed: whether it has all its braces."""

    name: str
    start: int
    end: int
    closed: bool


def _pills(text: str) -> list[_Pill]:
    closed = [_Pill(each[1], each.start(), each.end(), True) for each in NAME.finditer(text)]
    return [*closed, *(_Pill(*each, False) for each in unclosed(text))]


def is_known(tools: Tools, name: str) -> bool:
    """Whether a variable has a value, or stands for a secret of the vault."""
    return name.startswith(VAULT) or tools.environments.resolve(name) is not None


def describe(tools: Tools, name: str) -> str:
    """Return what a variable stands for and where that is set; never a secret."""
    found = tools.environments.resolve(name)
    if found is None and name.startswith(VAULT):
        return tr(
            "A secret of the vault stands here; its name is {name}.", name=name.removeprefix(VAULT)
        )
    if found is None:
        return tr("The variable {name} has no value.", name=name)
    if isinstance(found.value, SecretRef):
        return tr("{name} is a secret, from {source}.", name=name, source=found.source)
    return tr(
        "{name} is {value}, from {source}.", name=name, value=found.value, source=found.source
    )


def is_command(text: str) -> bool:
    """Whether pasted text is a command rather than an address."""
    return text.split(" ", 1)[0].rsplit("/", 1)[-1].lower() in {"curl", "curl.exe"} and " " in text


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_METHOD, _ENVIRONMENT = 108, 120
_TWO_LINES = 480  # narrower than this, the address has a line of its own
_TOKEN = QRegularExpression(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class UrlBar(QWidget):
    """Follows the document's request, its answers and the environments."""

    def __init__(self, document: RequestDocument, tools: Tools) -> None:
        super().__init__()
        name_pane(self, "url_bar")
        self._document, self._tools = document, tools
        self._current = document.current
        self._to_vault = ToVault(document.current, tools)
        self.method = QComboBox()
        self.url = UrlEdit(tools)
        self.send = Button(tools.theme, tr("Send"), "primary", "send")
        self.environment = QComboBox()
        self._prepare()
        self._lay_out()
        self._connect()
        self._show()
        self._show_environments()
        self._show_running()

    def _prepare(self) -> None:
        self.method.setEditable(True)
        self.method.setObjectName("method_choice")
        self.method.setAccessibleName(tr("Method"))
        self.method.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.method.addItems(METHODS)
        self.method.setProperty("kind", "big")
        line = self.method.lineEdit()
        if line is not None:
            line.setValidator(QRegularExpressionValidator(_TOKEN, line))
            line.setAccessibleName(tr("Method"))
        self.send.setObjectName("send_button")
        self.environment.setObjectName("environment_choice")
        self.environment.setAccessibleName(tr("Environment"))
        self.environment.setProperty("kind", "big")
        self._size()

    def _size(self) -> None:
        px = self._tools.theme.px
        self.method.setFixedWidth(px(_METHOD))
        self.environment.setMinimumWidth(px(_ENVIRONMENT))
        if self.layout() is not None:
            self._place_url()

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.method, 0, 0)
        self._grid.addWidget(self.send, 0, 2)
        self._grid.addWidget(self.environment, 0, 3)
        self._place_url()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the address a line of its own where there is little room."""
        super().resizeEvent(event)
        self._place_url()

    def _place_url(self) -> None:
        line = int(self.width() < self._tools.theme.px(_TWO_LINES))
        at = self._grid.indexOf(self.url)
        if at < 0 or self._grid.getItemPosition(at)[0] != line:  # type: ignore[index]  # the stubs say object
            place = (1, 0, 1, 4) if line else (0, 1, 1, 1)
            self._grid.addWidget(self.url, *place)

    def _connect(self) -> None:
        provide = self._tools.actions.provide
        provide("focus-url", lambda _: self._focus(), owner=self)
        provide("choose-environment", lambda _: self.environment.showPopup(), owner=self)
        self.method.editTextChanged.connect(self._method_edited)
        self.url.textEdited.connect(self._url_edited)
        self.url.editingFinished.connect(self._move_secrets)
        self.url.returnPressed.connect(self._send)
        self.url.pasted.connect(lambda text: self._tools.actions.run("paste-anything", text))
        self.send.clicked.connect(self._send_or_stop)
        self.environment.activated.connect(self._choose_environment)
        self._current.changed.connect(self._show)
        self._current.focus_wanted.connect(self._focus_field)
        self._tools.environments.changed.connect(self._show_environments)
        self._tools.theme.changed.connect(self._size)
        self._document.attempts.started.connect(self._show_running)
        self._document.attempts.ended.connect(self._show_running)

    def _show(self) -> None:
        request = self._current.value
        with QSignalBlocker(self.method):
            if self.method.currentText() != request.method:
                self.method.setCurrentText(request.method)
        tone = METHOD_TOKENS.get(request.method.upper(), "")
        set_property(self.method, "tone", tone)
        if self.url.text() != request.url:
            self.url.setText(request.url)
            self.url.setCursorPosition(0)
        self._show_running()

    def _method_edited(self, method: str) -> None:
        if method:
            changed = with_value(self._current.value, "method", method.strip())
            self._current.replace(changed, tr("Change the method"), "method")

    def _url_edited(self, url: str) -> None:
        changed = with_value(self._current.value, "url", url)
        self._current.replace(changed, tr("Change the address"), "url")

    def _move_secrets(self) -> None:
        """Leave no login and no key in the address."""
        self._move_login()
        self._to_vault.move_url()

    def _move_login(self) -> None:
        """Move `user:password@` out of the address into the credential."""
        request = self._current.value
        made = without_login(request)
        if made is None:
            return
        url, user, password = made
        secret = self._tools.vault.put(password)
        moved = with_value(request, "url", url)
        moved = with_value(moved, "credential", Basic(user=user, password=secret))
        self._current.replace(moved, tr("Move the login out of the address"))
        said = tr("User and password were moved from the address to Auth.")
        self._tools.notices.offer_undo(said, tr("Undo"), self._current.undo)

    def _send(self) -> None:
        self._move_secrets()
        self._tools.actions.run("send")

    def _send_or_stop(self) -> None:
        if self._document.attempts.running:
            self._tools.actions.run("stop")
        else:
            self._send()

    def _show_running(self) -> None:
        running = self._document.attempts.running
        socket = names_socket(self._filled())
        words = (tr("Disconnect"), tr("Connect")) if socket else (tr("Stop"), tr("Send"))
        self.send.set_text(words[0] if running else words[1])
        self.send.set_icon("square" if running else "radio" if socket else "send")
        self.send.set_kind("secondary" if running else "primary")

    def _filled(self) -> str:
        """Return the address with the variable that it begins with filled in."""
        url = self._current.value.url
        match = NAME.match(url)
        found = self._tools.environments.resolve(match[1]) if match is not None else None
        known = found is not None and isinstance(found.value, str)
        return f"{found.value}{url[match.end() :]}" if match and found and known else url

    def _show_environments(self) -> None:
        environments = self._tools.environments
        names = [each.name for each in environments.all]
        with QSignalBlocker(self.environment):
            self.environment.clear()
            self.environment.addItem(tr("No environment"))
            self.environment.addItems(names)
            active = environments.active_name
            self.environment.setCurrentIndex(names.index(active) + 1 if active in names else 0)
            self.environment.insertSeparator(self.environment.count())
            self.environment.addItem(tr("Edit environments…"))

    def _choose_environment(self, index: int) -> None:
        names = [each.name for each in self._tools.environments.all]
        if index > len(names):
            self._show_environments()
            self._tools.actions.run("environments")
        else:
            self._tools.environments.choose(names[index - 1] if index else "")

    def _focus(self) -> None:
        self.url.setFocus()
        self.url.selectAll()

    def _focus_field(self, field: str) -> None:
        if field == "url":
            self._focus()
        elif field == "method":
            self.method.setFocus()


def without_login(request: Request) -> tuple[str, str, str] | None:
    """Return address, user and password where the address holds them, else None."""
    if "@" not in request.url or "{{" in request.url.split("@", 1)[0]:
        return None
    parts = split(request.url)
    login, at, host = parts.netloc.rpartition("@")
    if not at or not login:
        return None
    user, _colon, password = login.partition(":")
    return parts._replace(netloc=host).geturl(), unquote(user), unquote(password)
