"""What a rule says of one line of a file."""

from typing import Literal

import msgspec

Level = Literal["error", "warning", "note"]


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, or worth a look.

    file: as reached from where the check was asked for, with `/`. line: from 1. rule: the name of
    its module. text: what is wrong, never a secret; todo: what to do.
    """

    file: str
    line: int
    rule: str
    level: Level
    text: str
    todo: str = ""
