"""A run as JUnit's XML, for build servers."""

from inspector.presentation.bodies.printable import printable
from inspector.presentation.runs.run_records import RunReport
from inspector.wording import tr
from inspector.wording.junit import Case, Failure, junit_text


def junit(report: RunReport) -> str:
    """Return a test case for each request; one that was not as expected has failed."""
    cases = []
    for each in report.requests:
        failure = None
        if not each.passed:
            told = each.verdict or "; ".join(each.missed) or tr("No reply.")
            failure = Failure(_plain(told), _plain("\n".join([told, *each.missed])))
        group = _plain(".".join(each.path[:-1])) or "requests"
        cases.append(Case(_plain(each.path[-1]), group, each.milliseconds / 1000, failure))
    seconds = report.summary.milliseconds / 1000
    return junit_text("request-inspector run", cases, seconds=seconds)


def _plain(text: str) -> str:
    """Return a text without signs that nobody can read."""
    return "".join(sign for sign in printable(text) if sign in "\t\n" or sign >= " ")
