"""Reads raw HTTP text: a reply, several (`curl -i -L`), a request, or requests with replies."""

from inspector.intake.composing import composed
from inspector.intake.results import Reading, Unreadable
from inspector.intake.sequence import Sequence
from inspector.intake.text import plain, without_colours
from inspector.intake.transcript.session import begins_with_a_command
from inspector.intake.transcript.session_reader import START, VERBOSE, take_session
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.wording import tr

NAME = "http-text"
SUFFIXES = (".http", ".txt")


def title() -> str:
    """Return what it is called."""
    return tr("HTTP text")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("HTTP text: a reply is diagnosed, a request alone opens ready to send.")


def fit(data: bytes) -> float:
    """Return how surely the data is HTTP text."""
    head = without_colours(plain(data[:4096])).decode("latin-1").lstrip()
    found = START.search(head)
    if found is None or VERBOSE.search(head):
        return 0.0
    if found.start() == 0:
        return 0.9
    return 0.95 if begins_with_a_command(head) else 0.5


def read(data: bytes) -> Reading:
    """Return the attempt, or the request when no reply is there; raise Unreadable."""
    sequence = Sequence()
    take_session(without_colours(plain(data)).decode("latin-1"), sequence)
    exchanges = sequence.finished()
    if not exchanges:
        raise Unreadable(_no_http())
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


def _request(exchange: Exchange) -> Reading:
    made = composed(exchange.request)
    return Reading(kind=NAME, request=made.request, secrets=made.secrets, notes=made.notes)


def _no_http() -> Problem:
    return Problem(
        what=tr("There is no HTTP in this text."),
        where=tr("line 1"),
        todo=tr("Begin with the status line, for example: HTTP/1.1 401 Unauthorized."),
    )
