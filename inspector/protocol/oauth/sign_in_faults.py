"""What can be wrong at a step of a sign-in: whose fault it is, in words, with the section.

One table a fault in `resources/sign-in/<step>.toml`.
"""

from functools import cache

import msgspec

from inspector.model.sign_in import Party, Trouble
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """title: a sentence with named parts. todo: for the party whose fault it is.

    ends: whether the sign-in can't go on by itself. reference: RFC and section.
    """

    title: str
    todo: str
    party: Party
    reference: str
    ends: bool = False


def fault(slug: str) -> Fault:
    """Return a fault. Raises KeyError for one that is not declared."""
    return faults()[slug]


def trouble(slug: str, **values: object) -> Trouble:
    """Return a fault that was found, with the parts of its sentence."""
    return Trouble(slug, {name: str(value) for name, value in values.items()}, fault(slug).ends)


def title(found: Trouble) -> str:
    """Return its sentence."""
    return fault(found.slug).title.format_map(found.values)


def todo(found: Trouble) -> str:
    """Return what the party has to do."""
    return fault(found.slug).todo.format_map(found.values)


@cache
def faults() -> dict[str, Fault]:
    """Return every fault by its slug."""
    return worked_out(resources() / "sign-in", _sign_in_faults, dict[str, Fault], (__file__,))


def _sign_in_faults(tables: Tables) -> dict[str, Fault]:
    found = {slug: one for table in tables.values() for slug, one in table.items()}
    return msgspec.convert(found, dict[str, Fault])
