"""What a field of a form is: which value it edits and how, as data."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

FieldKind = Literal[
    "text",
    "code",
    "command",
    "secret",
    "value",
    "pasted",
    "key",
    "choice",
    "switch",
    "seconds",
    "number",
    "decimal",
    "file",
    "list",
]
Option = tuple[object, str]


class FormField(NamedTuple):
    """path: into the record. options: value and words, for choices. half: shares its line.

    command: a program and its arguments. code: several lines, JSON as a rule. key: a secret that
    may also come out of a file. value: a secret that the form itself holds until it is taken in;
    pasted: lines that hold some. low, high, unit: of numbers. tells: as each letter is typed, or
    when the field is left. button: words of the button that chooses a file, else an icon.
    A switch with options says which of their words holds, else its label.
    placeholder: shown while empty. hint: one sentence under the field. lines: how high code is.
    when: the path of another value and the values with which the field is there; without values
    anything but nothing will do. share: of its line. object_name: else made of the path. made: what
    makes an editor of its own, from the field and the tools.
    """

    path: str
    label: str
    kind: FieldKind = "text"
    options: tuple[Option, ...] = ()
    half: bool = False
    placeholder: str = ""
    hint: str = ""
    lines: int = 3
    when: tuple[str, tuple[object, ...]] = ("", ())
    share: int = 1
    object_name: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    tells: Literal["typed", "left"] = "typed"
    button: str = ""
    made: Callable[..., Any] | None = None

    @property
    def name(self) -> str:
        """The last part of the path: the field's name in the record."""
        return self.path.rsplit(".", 1)[-1]
