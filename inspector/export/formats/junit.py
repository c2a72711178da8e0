"""The exchanges as JUnit's XML, for build servers: one that a finding is about has failed."""

from inspector.export.entry_findings import found_of
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.reading.request_words import request_words
from inspector.wording import tr
from inspector.wording.junit import Case, Failure, junit_text

NAME = "junit"
SUFFIX = ".junit.xml"
ORDER = 8
WHOLE = False
ALL = True


def title() -> str:
    """Return what the format is called."""
    return tr("JUnit")


def fits(redacted: Redacted) -> bool:
    """Whether this answer has exchanges."""
    return bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return a test case for each exchange."""
    exchanges = redacted.attempt.exchanges
    found = found_of(redacted.verdict, len(exchanges))
    cases = []
    for index, exchange in enumerate(exchanges):
        request, reply, told = exchange.request, exchange.reply, found.get(index)
        status = reply.status if reply else "-"
        failure = told and Failure(
            told.title, f"{status}: {told.title}\n{told.explanation}", told.slug
        )
        name = request_words(request)
        cases.append(Case(name, "exchanges", exchange.timing.seconds, failure))
    return junit_text(options.name or "request-inspector", cases)
