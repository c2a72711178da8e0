"""Says what an option is."""

from typing import Literal

import msgspec

OptionKind = Literal["flag", "whole", "number", "text", "choice", "file"]
Value = bool | int | float | str


class Choice(msgspec.Struct, frozen=True):
    """One value of an option of kind "choice", and what it is called."""

    value: str
    title: str


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """An option. key: `group.name`, also its place in the file. low, high: limits of a number.

    help: one sentence. unit: of a number, as shown ("s", "%", "px").
    """

    key: str
    kind: OptionKind
    default: Value
    title: str
    help: str
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
