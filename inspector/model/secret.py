"""Where a secret is kept (`SecretRef`) and the secret itself, masked whenever it is shown."""

from collections.abc import Iterator
from typing import Literal

import msgspec

Place = Literal["keyring", "memory", "environment", "ask", "text"]
DOTS = "•" * 12
"""What stands in the place of a secret, however long that is."""


class SecretRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name for a secret; records and files hold this, never the secret.

    place: keyring (through the vault), memory (this run only), environment (a variable of the
    operating system), ask (the user types it when sending), text (a template: `name` is text with
    `{{variables}}`, which must not itself be secret).
    """

    place: Place = "ask"
    name: str = ""

    def __bool__(self) -> bool:
        """Whether anything was entered at all."""
        return bool(self.name) or self.place == "ask"


NO_SECRET = SecretRef(place="text", name="")


def references(value: object) -> Iterator[SecretRef]:
    """Yield every reference in a record that something was entered under."""
    if isinstance(value, SecretRef):
        if value:
            yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from references(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)


class Secret:
    """A secret's value for the length of one send; printing it shows a mask."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value; call it only where bytes are built for the wire."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return f"Secret({DOTS})"

    __str__ = __repr__
