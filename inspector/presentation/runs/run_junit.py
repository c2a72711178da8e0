"""A run as JUnit's XML, for build servers."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from inspector.presentation.bodies.printable import printable
from inspector.presentation.runs.run_records import RunReport
from inspector.wording import tr


def junit(report: RunReport) -> str:
    """Return a test case for each request; one that was not as expected has failed."""
    summary = report.summary
    suite = Element(
        "testsuite",
        name="request-inspector run",
        tests=str(summary.requests),
        failures=str(summary.requests - summary.passed),
        time=f"{summary.milliseconds / 1000:.3f}",
    )
    for each in report.requests:
        case = SubElement(
            suite,
            "testcase",
            name=_plain(each.path[-1]),
            classname=_plain(".".join(each.path[:-1])) or "requests",
            time=f"{each.milliseconds / 1000:.3f}",
        )
        if not each.passed:
            told = each.verdict or "; ".join(each.missed) or tr("No reply.")
            failure = SubElement(case, "failure", message=_plain(told))
            failure.text = _plain("\n".join([told, *each.missed]))
    indent(suite)
    return tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _plain(text: str) -> str:
    """Return a text without what XML can't hold."""
    return "".join(sign for sign in printable(text) if sign in "\t\n" or sign >= " ")
