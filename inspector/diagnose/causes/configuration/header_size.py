"""Headers that are larger than the server reads: a ticket with many groups, cookies that grew."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.header_size import largest_header, told_too_large
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.wording import tr
from inspector.wording.numbers import number


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


RULES = (header_too_large,)
