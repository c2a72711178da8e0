"""Each file can be read as what its name says."""

from collections.abc import Iterator

from inspector.library.checking.gathering import Part
from inspector.library.checking.remark import Remark
from inspector.wording import tr

NAME = "file-parses"
SUMMARY = tr("A file can't be read, so what it says is left out.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the files that don't parse."""
    for file in part.files:
        if file.broken is not None:
            broken = file.broken
            yield Remark(
                file=file.path,
                line=broken.line,
                rule=NAME,
                level="error",
                text=tr("This file does not parse: {reason}.", reason=broken.reason.rstrip(".")),
                todo=broken.todo or tr("Correct it at this line in a text editor."),
            )
