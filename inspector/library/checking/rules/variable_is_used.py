"""Each variable that has a value is used somewhere."""

from collections.abc import Iterator

from inspector.library.checking.gathering import CheckedFile, Part
from inspector.library.checking.naming import given, in_scripts, used, written_at
from inspector.library.checking.remark import Remark
from inspector.wording import tr

NAME = "variable-is-used"
SUMMARY = tr("A variable has a value that nothing uses.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the variables that nothing uses; that does no harm, so it is a note."""
    needed = used(part.collection) | frozenset(written_at(part))
    for name in sorted(given(part.collection) - needed):
        if in_scripts(part, name):
            continue
        for file in part.files:
            line = _line(file, name)
            if line:
                yield Remark(
                    file=file.path,
                    line=line,
                    rule=NAME,
                    level="note",
                    text=tr("Nothing uses the variable {name}.", name=name),
                    todo=tr("Remove it, or correct the name where it was meant."),
                )


def _line(file: CheckedFile, name: str) -> int:
    """Return where a file gives the variable its value, 0 where it does not."""
    return next(
        (leaf.line for leaf in file.leaves if leaf.name == name or name in leaf.path[-2:]), 0
    )
