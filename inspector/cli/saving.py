"""Writes what was sent to a file that `diagnose` and the window read again, secrets masked."""

from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.model.collection import Problem
from inspector.workbench.answer import Answer


def save_attempt(answer: Answer, known: tuple[str, ...], path: Path) -> Problem | None:
    """Write the attempt, its secrets and `known` values masked; return what went wrong."""
    from inspector.export.export import export  # noqa: PLC0415 - only where something is saved
    from inspector.export.options import Options  # noqa: PLC0415 - as above

    text = export(answer, "saved-attempt", Options(known=known)).text
    return write_file(path, text.encode("utf-8"))
