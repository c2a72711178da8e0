"""The verdict as Markdown, as the export writes it."""

from inspector.cli.verdict_text import verdict_text
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict


def verdict_markdown(attempt: Attempt, verdict: Verdict) -> str:
    """Return the answer as Markdown."""
    del attempt
    return verdict_text(verdict)
