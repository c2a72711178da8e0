"""What a field of a form is: which value it edits and how, as data."""

from typing import Literal, NamedTuple

FieldKind = Literal["text", "secret", "choice", "switch", "seconds", "number", "file", "list"]
Option = tuple[object, str]


class FormField(NamedTuple):
    """path: into the request. options: value and words, for choices. half: shares its line.

    placeholder: shown while empty. hint: one sentence under the field.
    """

    path: str
    label: str
    kind: FieldKind = "text"
    options: tuple[Option, ...] = ()
    half: bool = False
    placeholder: str = ""
    hint: str = ""

    @property
    def name(self) -> str:
        """The last part of the path: the field's name in the record."""
        return self.path.rsplit(".", 1)[-1]
