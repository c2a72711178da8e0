"""What a field of a form is: which value it edits and how, as data."""

from typing import Literal, NamedTuple

FieldKind = Literal[
    "text", "code", "secret", "key", "choice", "switch", "seconds", "number", "file", "list"
]
Option = tuple[object, str]


class FormField(NamedTuple):
    """path: into the request. options: value and words, for choices. half: shares its line.

    code: several lines, JSON as a rule. key: a secret that may also come out of a file.
    placeholder: shown while empty. hint: one sentence under the field. lines: how high code is.
    when: the path of another value and the values with which the field is there; without values
    anything but nothing will do.
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

    @property
    def name(self) -> str:
        """The last part of the path: the field's name in the record."""
        return self.path.rsplit(".", 1)[-1]
