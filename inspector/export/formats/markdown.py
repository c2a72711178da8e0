"""A report in Markdown, for issues and chats."""

from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.report import names_request, report
from inspector.wording import tr
from inspector.wording.templates import filled

NAME = "markdown"
SUFFIX = ".md"
ORDER = 1
WHOLE = False
ALL = False


def title() -> str:
    """Return what the format is called."""
    return tr("Markdown")


def fits(redacted: Redacted) -> bool:
    """Whether this answer can be written so."""
    del redacted
    return True


def write(redacted: Redacted, options: Options) -> str:
    """Return the report."""
    made = report(redacted, options.name)
    return filled(
        "report.md",
        report=made,
        asked=names_request(redacted, options.name),
        parts=options.parts,
        story=options.story_text,
    )
