"""One row of a comparison as it is listed."""

from typing import Literal, NamedTuple

from inspector.compare import Line
from inspector.compare.records import CodeRow

Kind = Literal["section", "line", "fold", "noise", "code", "more"]


class Shown(NamedTuple):
    """One row. key: of a fold, to open it. code: lines of bodies, one a column.

    short: of each column, whether its body is so short that all of it is to be read. begins, ends:
    whether it is the first or the last row of the bodies.
    """

    kind: Kind
    text: str = ""
    line: Line | None = None
    key: str = ""
    opened: bool = False
    code: CodeRow = ()
    short: tuple[bool, ...] = ()
    begins: bool = False
    ends: bool = False
