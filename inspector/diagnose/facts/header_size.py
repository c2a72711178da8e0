"""Whether a server refused a request for the size of its headers, and which one it is."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import fact, quoted
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import HEADERS_TOO_LARGE, MAY_REFUSE_SIZE
from inspector.wording import tr

# finds `the size of the request headers is too long`
# but not `the request is too long ago`
_WORDS = lazy_re(
    r"\b(?:headers?|cookies?|fields?)\b[^.]{0,40}\b(?:too (?:large|long|big)|exceed\w*|oversize)|"
    r"\b(?:too (?:large|long|big)|oversized?)\b[^.]{0,30}\b(?:headers?|cookies?)\b|"
    r"^(?:bad request )?request too long$"
)
_LARGE = 4_000  # the smallest limit in use is 4 KB a line


def told_too_large(case: Case) -> Evidence | None:
    """Return how the reply says that the headers are too large, None where it does not."""
    if case.status in HEADERS_TOO_LARGE:
        return fact(tr("The reply is {status}.", status=case.heard.phrase), case.heard_line)
    if case.status not in MAY_REFUSE_SIZE:
        return None
    told = next((one for one in case.heard.statements if _WORDS.search(one.plain)), None)
    return quoted(told) if told is not None else None


def largest_header(case: Case) -> tuple[int, int] | None:
    """Return index and size in bytes of the largest header; None where none is large."""
    sizes = [(len(one.value), index) for index, one in enumerate(case.sent.message.headers)]
    size, index = max(sizes, default=(0, 0))
    return (index, size) if size >= _LARGE else None


def refuses_large_headers(case: Case) -> bool:
    """Whether what says who calls made the headers too large: a ticket, a token, cookies."""
    found = largest_header(case) if told_too_large(case) is not None else None
    if found is None:
        return False
    return case.sent.message.headers[found[0]].name.lower() in _SAY_WHO


_SAY_WHO = frozenset({"authorization", "cookie", "proxy-authorization"})
