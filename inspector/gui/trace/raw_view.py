"""The exact bytes sent and received, as text or hexadecimal, secrets masked by byte range."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.bridge.job import Job
from inspector.gui.response.body_rows import AT_ONCE, Prepared, masked
from inspector.gui.response.hex_dump import HexRows, is_binary
from inspector.gui.response.line_index import rows_of
from inspector.gui.response.line_view import LineView
from inspector.gui.response.masked_rows import MaskedRows
from inspector.gui.state.tools import Tools
from inspector.gui.trace import words
from inspector.gui.trace.raw_rows import RawBytes, raw_bytes
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.model.annotation import Side
from inspector.model.exchange import Exchange
from inspector.wording import tr


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
        revealed = not self._tools.choices.value.secrets_hidden
        hexadecimal = self._hex.isChecked()
        if len(exchange.raw_sent) + len(exchange.raw_received) <= AT_ONCE:
            self._job = None
            self._show(*_prepare(exchange, side, revealed=revealed, hexadecimal=hexadecimal))
            return
        self.lines.show_rows(rows_of(tr("Reading the bytes…").encode()))
        job = self._tools.background.compute(
            lambda: _prepare(exchange, side, revealed=revealed, hexadecimal=hexadecimal)
        )
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


def _prepare(
    exchange: Exchange, side: Side, *, revealed: bool, hexadecimal: bool
) -> tuple[RawBytes, Prepared]:
    raw = raw_bytes(exchange, side, revealed=revealed)
    if hexadecimal:
        return raw, Prepared(HexRows(raw.data, raw.secrets))
    if raw.secrets is not None and len(raw.data) > AT_ONCE:
        return raw, Prepared(MaskedRows(rows_of(raw.data), raw.secrets))
    data = raw.data if raw.secrets is None else masked(raw.data, raw.secrets.all())
    if is_binary(data):
        data = data.decode("latin-1").encode()
    return raw, Prepared(rows_of(data))
