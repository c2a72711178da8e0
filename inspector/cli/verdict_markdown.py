"""The answer as Markdown, as the export writes it."""

from inspector.cli.masking import masked_verdict
from inspector.cli.verdict_text import verdict_text
from inspector.workbench.answer import Answer


def verdict_markdown(answer: Answer, known: tuple[str, ...] = ()) -> str:
    """Return the answer as Markdown, masked."""
    return verdict_text(masked_verdict(answer.verdict, answer.attempt, known))
