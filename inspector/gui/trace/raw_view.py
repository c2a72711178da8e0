"""The exact bytes sent and received, as text or hexadecimal, secrets masked by byte range."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.bodies.line_view import LineView
from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.model.annotation import Side
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, Span
from inspector.presentation.bodies.body_rows import AT_ONCE, HexRows, MaskedRows, Prepared, masked
from inspector.presentation.bodies.line_index import rows_of
from inspector.presentation.bodies.secret_blocks import SecretBlocks
from inspector.presentation.exchange import exchange_words
from inspector.protocol.masking.masks import merged, moved
from inspector.protocol.redaction import NOBODY_JUDGED, KnownValues, header_spans, target_spans
from inspector.reading.body import is_binary
from inspector.wording import tr

# ---------------- Picks the exact bytes of an exchange
_HEAD_LIMIT = 1 << 20


class RawBytes(NamedTuple):
    """Bytes to show; secrets: None = all of it may be seen; note: what the reader must know."""

    data: bytes
    secrets: SecretBlocks | None = None
    note: str = ""


def raw_bytes(
    exchange: Exchange, side: Side, *, revealed: bool, values: KnownValues | None = None
) -> RawBytes:
    """Return what crossed the wire on one side; where it was not recorded, how it would look.

    Header blocks of HTTP/2 are compressed, so no range of them could be masked: while secrets
    are hidden they are shown decoded. values: secrets that are hidden wherever they stand.
    """
    recorded = exchange.raw_sent if side == "request" else exchange.raw_received
    message = exchange.request if side == "request" else exchange.reply
    version = message.http_version if message else ""
    if recorded and (revealed or not version.startswith("2")):
        marked = exchange.raw_secret if side == "request" else ()
        return RawBytes(recorded, None if revealed else _recorded(recorded, marked, values))
    if message is None:
        note = tr("Nothing was received") if not recorded else ""
        return RawBytes(recorded, None if revealed else _recorded(recorded, (), values), note)
    if recorded:
        note = tr("HTTP/2: header block shown decoded while secrets are hidden")
    else:
        note = tr("The exact bytes were not recorded: written from the headers and the body")
    data, secrets = _written(message, values)
    return RawBytes(data, None if revealed else secrets, note)


def _recorded(data: bytes, marked: tuple[Span, ...], values: KnownValues | None) -> SecretBlocks:
    """Return the secrets of recorded HTTP/1 bytes: of each header line and of the body."""
    end = data.find(b"\r\n\r\n", 0, _HEAD_LIMIT)
    head = data[: end if end >= 0 else _HEAD_LIMIT].decode("latin-1")
    judged = values.judged if values is not None else NOBODY_JUDGED
    found: list[Span] = [*marked, *(values.spans(head) if values else ())]
    headers: list[Header] = []
    at = 0
    for number, line in enumerate(head.split("\r\n")):
        name, colon, value = line.partition(":")
        if number == 0 and not line.startswith("HTTP/"):
            found.extend(_in_target(line))
        elif colon and number:
            header = Header(name.strip(), value)
            headers.append(Header(header.name, value.strip()))
            found.extend(_moved(header_spans(header, judged), at + len(name) + 1))
        at += len(line) + 2
    body = end + 4 if end >= 0 else len(data)
    return SecretBlocks(data, tuple(headers), merged(found), body, values)


def _in_target(line: str) -> Iterator[Span]:
    method, _, rest = line.partition(" ")
    target = rest.rpartition(" ")[0] or rest
    yield from _moved(
        target_spans(Message(method=method, url=target, target=target)), len(method) + 1
    )


def _moved(spans: tuple[Span, ...], by: int) -> Iterator[Span]:
    yield from (moved(span, by) for span in spans)


def _written(message: Message | Reply, values: KnownValues | None) -> tuple[bytes, SecretBlocks]:
    judged = values.judged if values is not None else NOBODY_JUDGED
    made = bytearray()
    secrets: list[Span] = []
    if isinstance(message, Message):
        made += f"{message.method} ".encode("latin-1", "replace")
        secrets.extend(_moved(target_spans(message), len(made)))
        line = f"{message.target or message.url} HTTP/{message.http_version or '1.1'}"
    else:
        line = f"HTTP/{message.http_version or '1.1'} {message.status} {message.reason}".rstrip()
    made += line.encode("latin-1", "replace") + b"\r\n"
    for header in message.headers:
        made += f"{header.name}: ".encode("latin-1", "replace")
        secrets.extend(_moved(header_spans(header, judged), len(made)))
        made += header.value.encode("latin-1", "replace") + b"\r\n"
    made += b"\r\n"
    begin = len(made)
    secrets.extend(values.spans(made.decode("latin-1")) if values else ())
    if isinstance(message, Message):
        secrets.extend(_moved(message.body_secret, begin))
    made += message.body
    data = bytes(made)
    return data, SecretBlocks(data, message.headers, merged(secrets), begin, values)


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
        parts = [exchange_words.size(len(raw.data)), raw.note]
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
