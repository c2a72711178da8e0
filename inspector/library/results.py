"""What the operations on collections give back."""

from pathlib import Path

import msgspec

from inspector.model.collection import Problem
from inspector.model.request import Request


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody else changed the file under an unsaved edit: both versions.

    theirs: None where the file is gone or can't be read any more.
    """

    path: Path
    ours: Request
    theirs: Request | None


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """How an operation ended; with a problem or a clash nothing was done.

    id: of what was made or changed, as it is now. request: as written, its secrets moved to the
    vault. warnings: what did not go well although it was done (a keyring that is locked).
    """

    id: str = ""
    request: Request | None = None
    problem: Problem | None = None
    clash: Clash | None = None
    warnings: tuple[Problem, ...] = ()


def failed(problem: Problem) -> Done:
    """Return the outcome of what was not done."""
    return Done(problem=problem)
