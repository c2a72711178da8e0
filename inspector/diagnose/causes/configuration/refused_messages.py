"""Requests that a server does not read: headers or a body too large, a body of another type."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.header_size import largest_header, told_too_large
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, quoted
from inspector.diagnose.facts.things.refused_bodies import (
    body_too_large,
    taken_as,
    type_lost,
    type_named,
    type_not_taken,
    type_sent,
    type_wanted,
    words_of_a_type,
)
from inspector.diagnose.weights import CLEAR, SHOWN, STATED, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.wording import tr
from inspector.wording.numbers import number


# ---------------- Headers: a ticket with many groups, cookies that grew
def header_too_large(case: Case) -> Found:
    """The server says that the headers are too long, and one of them is."""
    told = told_too_large(case)
    if told is None:
        return
    found = largest_header(case)
    yield _suspicion(case, told, found)


def _suspicion(case: Case, told: Evidence, found: tuple[int, int] | None) -> Suspicion:
    if found is None:
        return case.refused_for("request-header-too-large", STRONG, told)
    index, size = found
    header = case.sent.message.headers[index]
    bytes_ = tr("{number} bytes", number=number(size))
    said = tr("{name} takes {size}.", name=header.name, size=bytes_)
    return case.refused_for(
        "request-header-too-large",
        SHOWN,
        told,
        fact(said, places.in_header(case.index, "request", index, header)),
        name=header.name,
        size=bytes_,
    )


# ---------------- Bodies
def type_refused(case: Case) -> Found:
    """415: the address reads another type of body, which another call or the words may show."""
    if not type_not_taken(case):
        return
    header, sent, taken = case.sent.header("content-type"), type_sent(case), taken_as(case)
    asked, words = type_named(case), words_of_a_type(case)
    named = tr("It was sent as {type}.", type=sent) if sent else tr("No Content-Type was sent.")
    place = places.in_header(case.index, "request", *header) if header is not None else None
    yield case.refused_for(
        "body-type-not-taken",
        STATED if taken is not None else SHOWN if asked else CLEAR,
        fact(named, place or case.sent_line),
        *([_taken(taken)] if taken is not None else []),
        *([quoted(words)] if words is not None else []),
        type=sent,
        named=asked or (taken.sent.content.type if taken is not None else ""),
        wanted=type_wanted(case),
        lost=type_lost(case),
    )


def _taken(other: Case) -> Evidence:
    kind, entry = other.sent.content.type, other.number
    told = tr("Entry {entry} sent {kind} there, and it was taken.", entry=entry, kind=kind)
    return fact(told, other.sent_line)


def body_refused(case: Case) -> Found:
    """413 to what was just sent: the body is longer than the server, or one in front, reads."""
    if not body_too_large(case):
        return
    size = tr("{number} bytes", number=number(len(case.sent.message.body)))
    told = fact(tr("The body takes {size}.", size=size), case.sent_line)
    yield case.refused_for("request-body-too-large", CLEAR, told, size=size)


RULES = (header_too_large, type_refused, body_refused)
