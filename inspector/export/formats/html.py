"""A report as one HTML file that needs nothing else; light or dark as the reader's system is."""

from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.report import names_request, report
from inspector.protocol.page_head import head
from inspector.reading.statuses import ERRORS, REDIRECTS, SUCCESSES
from inspector.wording import tr
from inspector.wording.templates import filled, style

NAME = "html"
SUFFIX = ".html"
ORDER = 2
WHOLE = False
ALL = False


def title() -> str:
    """Return what the format is called."""
    return tr("HTML")


def fits(redacted: Redacted) -> bool:
    """Whether this answer can be written so."""
    del redacted
    return True


def write(redacted: Redacted, options: Options) -> str:
    """Return the page."""
    made = report(redacted, options.name)
    top = head(made.headline, style("report.css"))
    return filled(
        "report.html",
        report=made,
        asked=names_request(redacted, options.name),
        parts=options.parts,
        head=top,
        icon=_icon,
        story=options.story_picture,
    )


def _icon(status: int | None) -> str:
    """Return the class of a status: words and signs beside the colour say it too."""
    if status in SUCCESSES or status in REDIRECTS:
        return "ok"
    return "err" if status in ERRORS or status is None else "info"
