"""What the status bar says of a screen."""

from typing import Literal, NamedTuple

# What becomes of what is shown while a screen has no answer.
Promise = Literal["private", "decoded-here", "kept"]


class Remark(NamedTuple):
    """What the status bar says of a screen: an icon, its colour, words, the command of a click."""

    icon: str
    token: str
    text: str
    command: str
