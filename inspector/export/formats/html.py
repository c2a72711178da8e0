"""A report as one HTML file that needs nothing else; light or dark as the reader's system is."""

from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.report import report
from inspector.protocol.page_head import head
from inspector.reading.statuses import ERRORS, REDIRECTS, SUCCESSES
from inspector.wording import tr, tr_n
from inspector.wording.resources import resources, shipped_text

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
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - slow

    folder = resources() / "export"
    page = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("report.html")
    style = shipped_text(folder / "report.css")
    made = report(redacted, options.name)
    top = head(made.headline, style)
    text: str = page.render(
        report=made, parts=options.parts, head=top, tr=tr, tr_n=tr_n, icon=_icon
    )
    return text


def _icon(status: int | None) -> str:
    """Return the class of a status: words and signs beside the colour say it too."""
    if status in SUCCESSES or status in REDIRECTS:
        return "ok"
    return "err" if status in ERRORS or status is None else "info"
