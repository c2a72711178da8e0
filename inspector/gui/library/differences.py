"""Says in which fields two versions of a request differ, without secrets."""

from typing import NamedTuple

from inspector.disk.encoding import encoded
from inspector.model.request import Request
from inspector.vault.vault import Vault
from inspector.wording import tr

_LONGEST = 80


class Difference(NamedTuple):
    """A field and what both versions have there, masked and cut."""

    field: str
    ours: str
    theirs: str


def differences(ours: Request, theirs: Request, vault: Vault) -> tuple[Difference, ...]:
    """Return the fields that differ."""
    known = vault.known_values()
    found = []
    for field, title in _titles().items():
        mine, other = getattr(ours, field), getattr(theirs, field)
        if mine != other:
            found.append(Difference(title, _text(mine, known), _text(other, known)))
    return tuple(found)


def _text(value: object, known: tuple[str, ...]) -> str:
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - clashes are rare

    plain = value if isinstance(value, str) else encoded(value).decode()
    masked = masked_text(plain, known)
    return masked if len(masked) <= _LONGEST else f"{masked[:_LONGEST]}…"


def _titles() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "method": tr("Method"),
        "url": tr("Address"),
        "query": tr("Params"),
        "headers": tr("Headers"),
        "body": tr("Body"),
        "credential": tr("Auth"),
        "options": tr("Options"),
        "description": tr("Description"),
    }
