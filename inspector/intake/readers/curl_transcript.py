"""Reads what `curl -v` printed, with its remarks on TLS, redirects and errors."""

from inspector.intake.results import Reading, Unreadable
from inspector.intake.sequence import Sequence
from inspector.intake.text import plain, without_colours
from inspector.intake.transcript.session_reader import REMARK, VERBOSE, take_session
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.wording import tr

NAME = "curl-transcript"
SUFFIXES = (".log",)


def title() -> str:
    """Return what it is called."""
    return tr("curl output")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("Output of curl: its replies are diagnosed.")


def fit(data: bytes) -> float:
    """Return how surely the data is a transcript."""
    head = plain(without_colours(data[:65536])).decode("latin-1")
    if VERBOSE.search(head):
        return 0.97
    return 0.85 if REMARK.search(head) else 0.0


def read(data: bytes) -> Reading:
    """Return the attempt; raise Unreadable when no exchange and no error is in it."""
    sequence = Sequence()
    take_session(without_colours(plain(data)).decode("latin-1"), sequence)
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
