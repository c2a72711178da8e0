"""The exchanges as JUnit's XML, for build servers: one that a finding is about has failed."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from inspector.export.entry_findings import found_of
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.model.message import readable
from inspector.wording import tr

NAME = "junit"
SUFFIX = ".junit.xml"
ORDER = 8
WHOLE = False
ALL = True
# What XML 1.0 can't hold (its section 2.2), even as a reference.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    suite = Element("testsuite", name=_fit(options.name) or "request-inspector")
    suite.set("tests", str(len(exchanges)))
    suite.set("failures", str(len(found)))
    for index, exchange in enumerate(exchanges):
        request, reply = exchange.request, exchange.reply
        name = _fit(f"{readable(request.method)} {readable(request.url)}")
        seconds = f"{(exchange.timing.total or 0) / 1000:.3f}"
        case = SubElement(suite, "testcase", name=name, classname="exchanges", time=seconds)
        told = found.get(index)
        if told is not None:
            failure = SubElement(case, "failure", message=_fit(told.title), type=_fit(told.slug))
            status = reply.status if reply else "-"
            failure.text = _fit(f"{status}: {told.title}\n{told.explanation}")
    indent(suite)
    return tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
