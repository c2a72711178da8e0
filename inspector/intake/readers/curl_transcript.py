"""Reads what `curl -v` printed, with its remarks on TLS, redirects and errors."""

import re

from inspector.intake.results import Reading, Unreadable
from inspector.intake.sequence import Sequence
from inspector.intake.text import lines_of, plain, without_colours
from inspector.intake.transcript.transcript_reader import Transcript
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.wording import tr

NAME = "curl-transcript"
SUFFIXES = (".log",)
_SENT = re.compile(r"^> \S+ \S+ HTTP/\d", re.MULTILINE)
_RECEIVED = re.compile(r"^< HTTP/\d", re.MULTILINE)
_REMARK = re.compile(
    r"^\* +(?:Trying|Host \S+ was resolved|Connected|Could not resolve|Rebuilt URL|Uses proxy|"
    r"Failed to connect|IPv4: )|^curl: \(\d+\) ",
    re.MULTILINE,
)
_URL = re.compile(r"https?://[^\s'\"]+")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("Output of curl: its replies are diagnosed.")


def fit(data: bytes) -> float:
    """Return how surely the data is a transcript."""
    if data[:1] in (b"{", b"["):
        return 0.0
    head = plain(without_colours(data[:65536])).decode("latin-1")
    if _SENT.search(head):
        return 0.97
    if _RECEIVED.search(head):
        return 0.95
    return 0.85 if _REMARK.search(head) else 0.0


def read(data: bytes) -> Reading:
    """Return the attempt; raise Unreadable when no exchange and no error is in it."""
    lines = lines_of(without_colours(plain(data)))
    sequence = Sequence(url=_commanded(lines))
    transcript = Transcript(sequence)
    for line in lines:
        transcript.take(line)
    transcript.end()
    exchanges = sequence.finished()
    if not exchanges:
        raise Unreadable(
            Problem(
                what=tr("There is no request, reply or error of curl in this text."),
                todo=tr(
                    "Give the whole output of curl -v, with the lines that begin with > and <."
                ),
            )
        )
    attempt = Attempt(
        id="import",
        exchanges=exchanges,
        origin="import",
        source="curl-transcript",
        request_known=sequence.request_known,
    )
    return Reading(kind=NAME, attempt=attempt, notes=tuple(sequence.notes))


def _commanded(lines: list[str]) -> str:
    """Return the URL of a curl command that stands above its output."""
    for line in lines[:40]:
        if line[:1] in ("*", ">", "<"):
            break
        found = _URL.search(line) if "curl" in line else None
        if found:
            return found.group()
    return ""
