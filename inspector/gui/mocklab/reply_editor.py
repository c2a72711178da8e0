"""The replies of a scenario: status, reason, headers and body, changed while the server runs."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.key_value_table import KeyValueTable, Row
from inspector.gui.widgets.label import FieldLabel
from inspector.gui.widgets.plain_rows import add_choice
from inspector.gui.widgets.spin import inset
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.mocklab.messages import LabReply

_LOWEST, _HIGHEST = 200, 599
_BODY = 84


class ReplyEditor(QWidget):
    """A change counts for the next request and lasts until the server stops."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._slug = ""
        self.hint = Banner(tools.theme, tr("Start the server to change what it replies."))
        self.names = QComboBox()
        self.status = QSpinBox()
        self.reason = QLineEdit()
        self.headers = KeyValueTable(tools.theme, tr("Headers of the reply"))
        self.body = QPlainTextEdit()
        self.original = Button(tools.theme, tr("Original reply"), "secondary", "rotate-cw")
        self._prepare()
        self._lay_out()
        self._connect()
        self._renew()

    def show_scenario(self, slug: str) -> None:
        """Show the replies of that scenario."""
        self._slug = slug
        self._fill_names()

    def _prepare(self) -> None:
        self.names.setObjectName("reply_choice")
        self.status.setObjectName("reply_status")
        inset(self.status)
        self.status.setRange(_LOWEST, _HIGHEST)
        self.reason.setPlaceholderText(tr("As usual"))
        self.body.setProperty("kind", "code")
        self.body.setTabChangesFocus(True)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        for title, field, share in (
            (tr("Reply"), self.names, 3),
            (tr("Status"), self.status, 1),
            (tr("Reason"), self.reason, 2),
        ):
            line.addLayout(_named(title, field), share)
        foot = QHBoxLayout()
        foot.addLayout(_named(tr("Body"), self.body), 1)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.headers, 1)
        column.addLayout(foot)
        column.addWidget(self.original)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self.hint)
        whole.addWidget(self._fields, 1)

    def _connect(self) -> None:
        self.names.currentIndexChanged.connect(self._show_reply)
        self.status.valueChanged.connect(self._edited)
        self.reason.textEdited.connect(self._edited)
        self.headers.edited.connect(self._edited)
        self.body.textChanged.connect(self._edited)
        self.original.clicked.connect(self._reset)
        self._tools.lab.changed.connect(self._fill_names)
        self._tools.theme.changed.connect(self._renew)

    def _replies(self) -> "dict[str, LabReply]":
        server = self._tools.lab.server
        if server is not None and self._slug:
            return server.replies(self._slug)
        return _originals().get(self._slug, {})

    def _fill_names(self) -> None:
        running = self._tools.lab.server is not None
        self.hint.setVisible(not running)
        kept = self.names.currentData()
        with QSignalBlocker(self.names):
            self.names.clear()
            for name, reply in self._replies().items():
                title = tr("{status}: {name}", status=reply.status, name=name)
                add_choice(self.names, title, name)
            self.names.setCurrentIndex(max(0, self.names.findData(kept)))
        for field in (self.status, self.reason, self.body, self.headers):
            field.setEnabled(running)
        self._show_reply()

    def _show_reply(self) -> None:
        reply = self._replies().get(self.names.currentData())
        if reply is None:
            return
        blocked = [QSignalBlocker(each) for each in (self.status, self.reason, self.body)]
        self.status.setValue(reply.status)
        self.reason.setText(reply.reason)
        self.headers.show_rows(tuple(Row(name, value) for name, value in reply.headers))
        self.body.setPlainText(reply.body)
        del blocked
        self._show_original()

    def _edited(self) -> None:
        server, name = self._tools.lab.server, self.names.currentData()
        if server is None or name is None:
            return
        reply = msgspec.structs.replace(
            self._replies()[name],
            status=self.status.value(),
            reason=self.reason.text(),
            headers=tuple((row.name, row.value) for row in self.headers.rows if _counts(row)),
            body=self.body.toPlainText(),
        )
        server.replace_reply(self._slug, name, reply)
        self.names.setItemText(
            self.names.currentIndex(), tr("{status}: {name}", status=reply.status, name=name)
        )
        self._show_original()

    def _reset(self) -> None:
        server, name = self._tools.lab.server, self.names.currentData()
        if server is not None and name is not None:
            server.replace_reply(self._slug, name, None)
            self._fill_names()

    def _show_original(self) -> None:
        name = self.names.currentData()
        original = _originals().get(self._slug, {}).get(name)
        self.original.setEnabled(self._replies().get(name) != original)

    def _renew(self) -> None:
        self.body.setFixedHeight(self._tools.theme.code_px(_BODY))


def _originals() -> "dict[str, dict[str, LabReply]]":
    from inspector.mocklab.scenarios import all_scenarios  # noqa: PLC0415 - loaded by then

    return {each.slug: each.replies for each in all_scenarios()}


def _counts(row: Row) -> bool:
    return row.enabled and bool(row.name.strip())


def _named(title: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(FieldLabel(title, field))
    column.addWidget(field)
    column.addStretch(1)
    return column
