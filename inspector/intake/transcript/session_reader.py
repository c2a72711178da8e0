"""Feeds a sequence with what a terminal showed: commands, and output of `curl -v`, `-i`, HTTPie."""

import re

from inspector.intake.heads import RequestLine, reply_line, request_line
from inspector.intake.sequence import Sequence
from inspector.intake.transcript.commanded import commanded, unread
from inspector.intake.transcript.session import parts_of
from inspector.intake.transcript.transcript_reader import Transcript

VERBOSE = re.compile(r"^(?:> \S+ \S+ HTTP/\d|< HTTP/\d)", re.MULTILINE)
"""The lines of messages that `curl -v` shows."""
REMARK = re.compile(
    r"^\* +(?:Trying|Host \S+ was resolved|Connected|Could not resolve|Rebuilt URL|Uses proxy|"
    r"Failed to connect|IPv4: )|^curl: \(\d+\) ",
    re.MULTILINE,
)
"""Lines that only `curl -v` and its errors have."""
START = re.compile(
    r"^(?:HTTP/\d(?:\.\d)?[ \t]+\d{3}|[0-9A-Za-z][!#$%&'*+.^_`|~0-9A-Za-z-]{0,40}[ \t]+\S+[ \t]+"
    r"HTTP/\d).*$",
    re.MULTILINE,
)
"""The first line of a message that stands as it crossed the wire."""
_TYPED = re.compile(
    r"^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t]+(https?://\S+)[ \t]*$", re.MULTILINE
)
"""A request as it stands in request files, above the reply that it got."""
_HEAD_END = re.compile(r"\r?\n[ \t]*\r?\n|\Z")


def take_session(text: str, sequence: Sequence) -> None:
    """Take all commands and messages of a text (one character a byte), in order."""
    for part in parts_of(text.split("\n")):
        if part.command:
            sequence.command(commanded(part.command))
        before = sequence.count
        output = "\n".join(part.output)
        if VERBOSE.search(output) or REMARK.search(output):
            _take_verbose(part.output, sequence)
        else:
            _take_messages(output, sequence)
        if part.command and output.strip() and sequence.count == before:
            sequence.notes.append(unread(part.line))


def _take_verbose(lines: tuple[str, ...], sequence: Sequence) -> None:
    transcript = Transcript(sequence)
    for line in lines:
        transcript.take(line.removesuffix("\r"))
    transcript.end()


def _take_messages(text: str, sequence: Sequence) -> None:
    found = START.search(text)
    position = found.start() if found else len(text)
    if found and found.group().startswith("HTTP/"):
        _take_typed(text[:position].replace("\r\n", "\n"), sequence)
    while position < len(text):
        position = _message(text, position, sequence)


def _take_typed(text: str, sequence: Sequence) -> None:
    """Take the last request above the first reply, where it stands there without a version."""
    typed = list(_TYPED.finditer(text))
    if not typed:
        return
    start, method, url = typed[-1].start(), typed[-1].group(1), typed[-1].group(2)
    head, _, body = text[typed[-1].end() :].partition("\n\n")
    whole = text[start:].encode("latin-1")
    line = RequestLine(method, url, "")
    sequence.request(line, head.split("\n")[1:], body.strip("\n").encode("latin-1"), whole)


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
    found = START.search(text, position)
    return found.start() if found else len(text)
