"""What a recipe is: a few things that people know, from which a whole credential is filled in."""

import json
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import msgspec

from inspector.authenticate import recipes
from inspector.model.credential import Credential

Values = Mapping[str, str]


class RecipeError(ValueError):
    """What was given can't be used; the text says why, without what is secret in it."""


class RecipeField(NamedTuple):
    """One thing to give. label: for people. is_secret: masked, may come out of a file."""

    name: str
    label: str
    is_secret: bool = False
    placeholder: str = ""


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A credential without its secrets, and these. note: what else the service wants.

    companion: a second secret that is sent along.
    """

    credential: Credential
    secret: str = ""
    passphrase: str = ""
    companion: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return f"Filled({self.credential!r})"


class Recipe(NamedTuple):
    """name: a stable word. kind: tag of what it fills in. source: where the service says so.

    fill: takes what was given, by the names of the fields; raises RecipeError.
    """

    name: str
    kind: str
    title: str
    source: str
    fields: tuple[RecipeField, ...]
    fill: Callable[[Values], Filled]


@cache
def _modules() -> tuple[Any, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(recipes.__path__))
    return tuple(import_module(f"{recipes.__name__}.{name}") for name in names)


def recipes_for(kind: str) -> tuple[Recipe, ...]:
    """Return the recipes that fill in a kind of credential, by title."""
    found = [each for module in _modules() for each in module.recipes() if each.kind == kind]
    return tuple(sorted(found, key=lambda each: each.title.lower()))


def json_of(**members: object) -> str:
    """Return a JSON object as it is shown; `Moment` values stand without quotes."""
    lines = [
        f"  {json.dumps(name)}: {value if isinstance(value, Moment) else json.dumps(value)}"
        for name, value in members.items()
        if value not in ("", None)
    ]
    return "{\n" + ",\n".join(lines) + "\n}"


class Moment(str):
    """A time that is filled in when it is signed: `{{now+300}}`."""

    __slots__ = ()


NOW = Moment("{{now}}")


def after(seconds: int) -> Moment:
    """Return a time from now; negative for one before."""
    return Moment(f"{{{{now{seconds:+d}}}}}")
