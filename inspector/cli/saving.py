"""Writes what was sent to a file that `diagnose` and the window read again, secrets masked."""

from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.model.collection import Problem
from inspector.wording import tr
from inspector.workbench.answer import Answer


def save_attempt(answer: Answer, known: tuple[str, ...], path: Path) -> Problem | None:
    """Write the attempt, its secrets and `known` values masked; return what went wrong.

    What the leak check finds is masked, too; nothing is written where that is not enough.
    """
    from inspector.export.export import export  # noqa: PLC0415 - only where something is saved
    from inspector.export.options import Options  # noqa: PLC0415 - as above

    made = export(answer, "saved-attempt", Options(known=known, mask_leaks=True))
    if made.leaks:
        return Problem(
            what=tr("{name} was not written: a secret would be in it.", name=path.name),
            todo=tr("Open the request in the window and export it with the secrets removed."),
        )
    return write_file(path, made.text.encode("utf-8"))
