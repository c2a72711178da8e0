"""Reads raw HTTP text: a reply, several (`curl -i -L`), a request, or requests with replies."""

import re

from inspector.intake.composing import composed
from inspector.intake.heads import reply_line, request_line
from inspector.intake.results import Reading, Unreadable
from inspector.intake.sequence import Sequence
from inspector.intake.text import plain, without_colours
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.wording import tr

NAME = "http-text"
SUFFIXES = (".http", ".txt")
_START = re.compile(
    r"^(?:HTTP/\d(?:\.\d)?[ \t]+\d{3}|[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}[ \t]+\S+[ \t]+HTTP/\d).*$",
    re.MULTILINE,
)
_HEAD_END = re.compile(r"\r?\n[ \t]*\r?\n|\Z")
_COMMAND = re.compile(r"[$%#>]?\s*(?:curl(?:\.exe)?|http|https|wget|xh)\s")
_URL = re.compile(r"https?://[^\s'\"]+")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("HTTP text: a reply is diagnosed, a request alone opens ready to send.")


def fit(data: bytes) -> float:
    """Return how surely the data is HTTP text."""
    head = without_colours(plain(data[:4096])).decode("latin-1").lstrip()
    found = _START.search(head)
    if found is None:
        return 0.0
    if found.start() == 0:
        return 0.9
    return 0.95 if _COMMAND.match(head) else 0.5


def read(data: bytes) -> Reading:
    """Return the attempt, or the request when no reply is there; raise Unreadable."""
    text = without_colours(plain(data)).decode("latin-1")
    found = _START.search(text)
    if found is None:
        raise Unreadable(_no_http())
    sequence = Sequence(url=_url_before(text[: found.start()]))
    position = found.start()
    while position < len(text):
        position = _message(text, position, sequence)
    exchanges = sequence.finished()
    if len(exchanges) == 1 and exchanges[0].reply is None:
        return _request(exchanges[0])
    attempt = Attempt(
        id="import",
        exchanges=exchanges,
        origin="import",
        source="http-text",
        request_known=sequence.request_known,
    )
    return Reading(kind=NAME, attempt=attempt, notes=tuple(sequence.notes))


def _message(text: str, position: int, sequence: Sequence) -> int:
    """Take the message that starts at the position; return where the next one starts."""
    ending = _HEAD_END.search(text, position)
    head_end, body_start = (ending.start(), ending.end()) if ending else (len(text), len(text))
    lines = text[position:head_end].replace("\r\n", "\n").split("\n")
    end = _next_start(text, body_start)
    raw = text[body_start:end].encode("latin-1")
    whole = text[position:end].encode("latin-1")
    if reply := reply_line(lines[0]):
        sequence.reply(reply, lines[1:], raw, whole)
    elif request := request_line(lines[0]):
        sequence.request(request, lines[1:], raw, whole)
    return end


def _next_start(text: str, position: int) -> int:
    found = _START.search(text, position)
    return found.start() if found else len(text)


def _url_before(text: str) -> str:
    """Return the URL of a command that stands above its output."""
    found = _URL.search(text)
    return found.group() if found else ""


def _request(exchange: Exchange) -> Reading:
    made = composed(exchange.request)
    return Reading(kind=NAME, request=made.request, secrets=made.secrets, notes=made.notes)


def _no_http() -> Problem:
    return Problem(
        what=tr("There is no HTTP in this text."),
        where=tr("line 1"),
        todo=tr("Begin with the status line, for example: HTTP/1.1 401 Unauthorized."),
    )
