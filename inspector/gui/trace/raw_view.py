"""The exact bytes sent and received, as text or hexadecimal, secrets masked by byte range."""

from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.response.body_rows import AT_ONCE, Prepared, masked
from inspector.gui.response.hex_dump import HexRows, is_binary
from inspector.gui.response.line_index import rows_of
from inspector.gui.response.line_view import LineView
from inspector.gui.response.masked_rows import MaskedRows
from inspector.gui.state.tools import Tools
from inspector.gui.trace import words
from inspector.gui.trace.known import known_of
from inspector.gui.trace.raw_rows import RawBytes, raw_bytes
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.model.annotation import Side
from inspector.model.exchange import Exchange
from inspector.protocol.redaction import KnownValues
from inspector.wording import tr


class _Wanted(NamedTuple):
    """What is to be shown, and how."""

    exchange: Exchange
    side: Side
    revealed: bool
    hexadecimal: bool
    values: KnownValues

    @property
    def size(self) -> int:
        """About how many bytes there are to go through."""
        one = self.exchange
        body = len(one.reply.body) if one.reply else 0
        return max(len(one.raw_sent) + len(one.raw_received), len(one.request.body) + body)


class RawView(QWidget):
    """Shows one exchange: what was sent or what was received."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._exchange: Exchange | None = None
        self._side: Side = "reply"
        self._job: Job | None = None
        self._about = Label("", "quiet")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lines = LineView(tools.theme)
        self.lines.setObjectName("raw_view")
        self.lines.setAccessibleName(tr("Raw bytes"))
        self._sent = self._toggle(tr("Sent"))
        self._received = self._toggle(tr("Received"))
        self._hex = self._toggle(tr("Hex"))
        self._sides = QButtonGroup(self)
        self._sides.addButton(self._sent)
        self._sides.addButton(self._received)
        self._received.setChecked(True)
        self._sent.clicked.connect(lambda: self._choose("request"))
        self._received.clicked.connect(lambda: self._choose("reply"))
        self._hex.clicked.connect(self.renew)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 2, 8, 2)
        for part in (self._sent, self._received):
            bar.addWidget(part)
        bar.addWidget(self._about, 1)
        bar.addWidget(self._hex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.lines, 1)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show the bytes of an exchange."""
        self._exchange = exchange
        self.renew()

    def renew(self) -> None:
        """Show the same bytes again: side, form or the choice about secrets has changed."""
        exchange, side = self._exchange, self._side
        if exchange is None:
            self._about.setText("")
            self.lines.show_rows(rows_of(b""))
            return
        wanted = _Wanted(
            exchange,
            side,
            revealed=not self._tools.choices.value.secrets_hidden,
            hexadecimal=self._hex.isChecked(),
            values=known_of(self._tools),
        )
        if wanted.size <= AT_ONCE:
            self._job = None
            self._show(*_prepare(wanted))
            return
        self.lines.show_rows(rows_of(tr("Reading the bytes…").encode()))
        job = self._tools.background.compute(_prepare, wanted)
        self._job = job
        job.succeeded.connect(lambda made: self._arrived(job, made))

    def _arrived(self, job: Job, made: tuple[RawBytes, Prepared]) -> None:
        if job is self._job:
            self._show(*made)

    def _show(self, raw: RawBytes, made: Prepared) -> None:
        parts = [words.size(len(raw.data)), raw.note]
        self._about.setText(", ".join(part for part in parts if part))
        self.lines.show_rows(made.rows)

    def _choose(self, side: Side) -> None:
        self._side = side
        self.renew()

    def _toggle(self, text: str) -> Button:
        button = Button(self._tools.theme, text, "ghost")
        button.setCheckable(True)
        return button


def _prepare(wanted: _Wanted) -> tuple[RawBytes, Prepared]:
    raw = raw_bytes(wanted.exchange, wanted.side, revealed=wanted.revealed, values=wanted.values)
    if wanted.hexadecimal:
        return raw, Prepared(HexRows(raw.data, raw.secrets))
    if raw.secrets is not None and len(raw.data) > AT_ONCE:
        return raw, Prepared(MaskedRows(rows_of(raw.data), raw.secrets))
    data = raw.data if raw.secrets is None else masked(raw.data, raw.secrets.all())
    if is_binary(data):
        data = data.decode("latin-1").encode()
    return raw, Prepared(rows_of(data))
