"""Which files of a collection are Postman's of format 3, with the traps of that format."""

from collections.abc import Iterator

from inspector.disk.toml_lines import Path
from inspector.library.checking.gathering import CheckedFile, Part

_KIND = "postman-v3"


def files_of(part: Part) -> Iterator[CheckedFile]:
    """Yield the YAML files of a Postman folder."""
    for file in part.files if part.kind == _KIND else ():
        if file.path.lower().endswith((".yaml", ".yml")):
            yield file


def secret_rows(file: CheckedFile) -> frozenset[Path]:
    """Return the places of the rows that say `type: secret`."""
    return frozenset(
        leaf.path[:-1]
        for leaf in file.leaves
        if leaf.path[-1:] == ("type",) and leaf.text == "secret"
    )
