"""Reads the environments that stand beside `.http` files.

Source: JetBrains' `http-client.env.json` and its private twin, which Kulala and httpyac read too,
the setting `rest-client.environmentVariables` of REST Client (Visual Studio Code), and the table
`environments` of httpyac's settings. What all share stands under `$shared`; what begins with `$`
otherwise is a setting and no environment.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from inspector.intake.collections.taking import Taking, mapping
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Environment, Problem
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = "http-environments"
SUFFIXES = (".env.json", ".httpyac.json", ".httpyacrc")
_SETTING = "rest-client.environmentVariables"
_OF_HTTPYAC = "environments"  # in `.httpyac.json`, or under `httpyac` in `package.json`
_SHARED = "$shared"
_LOOKED_AT = 262_144  # bytes
_COMMENT = re.compile(r"^[ \t]*//[^\n]*$", re.MULTILINE)


def title() -> str:
    """Return what it is called."""
    return tr("Environments of .http files")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("Environments of .http files: they are taken in with their variables.")


def fit(data: bytes) -> float:
    """Return how surely the data holds environments; other files are known by their names."""
    if data.lstrip()[:1] != b"{" or len(data) > _LOOKED_AT:
        return 0.0
    if _SETTING.encode() in data:
        return 0.95
    try:
        whole = _parsed(data)
    except Unreadable:
        return 0.0
    tables = _tables(whole)
    found = [each for name, each in tables.items() if not name.startswith("$") or name == _SHARED]
    if not found or not all(map(_is_table, found)):
        return 0.0
    return 0.25 if tables is whole else 0.96  # beside the `log` of httpyac, which a HAR has too


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(each, str | int | float | None) for each in value.values()
    )


def read(data: bytes) -> Reading:
    """Return a collection with environments alone; raise Unreadable."""
    whole = _parsed(data)
    tables = _tables(whole)
    taking = Taking()
    shared = _values(taking, mapping(tables.get(_SHARED)))
    made = tuple(
        Environment(name=name, values={**shared, **_values(taking, each)})
        for name, each in tables.items()
        if isinstance(each, Mapping) and not name.startswith("$")
    )
    collection = Collection(
        name=tr("Environments"), variables=taking.variables({}), environments=made
    )
    return Reading(
        kind=NAME,
        collection=collection,
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )


def _tables(whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the environments, which settings of an editor or of httpyac hold among others."""
    own = mapping(whole.get("httpyac")) or whole
    return mapping(whole.get(_SETTING)) or mapping(own.get(_OF_HTTPYAC)) or whole


def _values(taking: Taking, given: Mapping[str, Any]) -> dict[str, str | SecretRef]:
    made: dict[str, str | SecretRef] = {}
    for name, value in given.items():
        if isinstance(value, Mapping | list):
            taking.lose(tr("The variable {name} holds more than a text.", name=name))
        else:
            made[name] = taking.variable(name, taking.words(value))
    return made


def _parsed(data: bytes) -> Mapping[str, Any]:
    """Return the object; lines of comments, which editors allow in settings, are passed over."""
    words = plain(data).decode("utf-8", "replace")
    try:
        return mapping(json.loads(_COMMENT.sub("", words)))
    except (ValueError, RecursionError) as error:
        what = tr("This is no valid JSON: {reason}.", reason=str(error))
        raise Unreadable(
            Problem(what=what, todo=tr("Mend the file, then open it again."))
        ) from None
