"""How the messages of a WebSocket travel: the extensions that the server agreed to."""

from collections.abc import Iterator

from inspector.annotate.lines import received
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.streams.socket_extensions import EXTENSIONS, ExtensionError, agreed
from inspector.protocol.streams.socket_messages import SWITCHED
from inspector.wording import tr


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Say what was agreed on, at the line that says so."""
    exchange = attempt.exchanges[index]
    if exchange.reply is None or exchange.reply.status != SWITCHED:
        return
    lines = (line for line in received(exchange, index) if line.name == EXTENSIONS.lower())
    line = next(lines, None)
    if line is None:
        return
    level: Level = "info"
    text, reference = tr("messages are compressed"), "RFC 7692 §7"
    try:
        agreed(exchange.request.headers, exchange.reply.headers)
    except ExtensionError as error:
        level, reference = "bad", "RFC 6455 §4.1"
        text = tr("{name} was not offered: the WebSocket has to end here", name=error)
    yield Annotation(
        place=line.place(), text=text, level=level, kind="socket-extension", reference=reference
    )
