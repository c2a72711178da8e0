"""Reads a HAR 1.2 file as one attempt with an exchange for each entry."""

import re

import msgspec

from inspector.intake.har.document import Document
from inspector.intake.har.exchange import Exchanges
from inspector.intake.links import Linker
from inspector.intake.results import Reading, Unreadable
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.wording import tr

NAME = "har"
SUFFIXES = (".har",)
_START = re.compile(rb"^(?:\xef\xbb\xbf)?\s*\{")
_BROWSERS = ("webinspector", "firefox", "chrome", "edge", "webkit", "safari", "opera", "brave")


def title() -> str:
    """Return what it is called."""
    return tr("HAR")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A HAR: opens its entries, refused ones first.")


def fit(data: bytes) -> float:
    """Return how surely the data is a HAR."""
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    if not _START.match(head):
        return 0.0
    if b'"log"' in head:
        return 0.95
    return 0.8 if b'"entries"' in head else 0.1


def read(data: bytes) -> Reading:
    """Return the attempt; raise Unreadable when not one entry can be understood."""
    document, exchanges, linker = Document(data), Exchanges(), Linker()
    made: list[Exchange] = [linker.link(exchanges.exchange(entry)) for entry in document.entries()]
    if not made:
        raise Unreadable(
            Problem(
                what=tr("The HAR has no entry with a request."),
                where="log.entries",
                todo=tr("Open the network panel first, repeat the request, then export."),
            )
        )
    sanitised = not exchanges.credentials_seen and _from_browser(document.creators)
    notes = tuple(document.notes)
    if sanitised:
        notes += (_sanitised(),)
    attempt = Attempt(
        exchanges=tuple(made),
        started=made[0].started,
        origin="import",
        source="har",
        may_be_sanitised=sanitised,
    )
    return Reading(kind=NAME, attempt=_named(attempt), notes=notes)


def _named(attempt: Attempt) -> Attempt:
    return msgspec.structs.replace(attempt, id="import")


def _from_browser(creators: tuple[str, ...]) -> bool:
    return any(browser in name.lower() for name in creators for browser in _BROWSERS)


def _sanitised() -> str:
    return tr(
        "This HAR holds no Authorization, Cookie or Set-Cookie at all: browsers leave them out "
        "unless you choose to export with sensitive data."
    )
