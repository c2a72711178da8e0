"""The answer as Markdown, as the export writes it."""

from inspector.workbench.answer import Answer


def verdict_markdown(answer: Answer, known: tuple[str, ...] = ()) -> str:
    """Return the answer as Markdown, its secrets and `known` values masked."""
    from inspector.export.export import export  # noqa: PLC0415 - only for this format
    from inspector.export.options import Options  # noqa: PLC0415 - as above

    return export(answer, "markdown", Options(known=known, mask_leaks=True)).text
