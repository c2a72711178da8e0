"""One request as its file has it, and what the formats share."""

import json
import re
from typing import NamedTuple

import yaml

_TABS = re.compile(
    r"^[ ]*\t[ \t]*$", re.MULTILINE
)  # blank lines with a tab, which the parser refuses


class Counted(NamedTuple):
    """A request's name ("" where the format has none), method, and the auth that leaves."""

    name: str
    method: str
    auth: str


def in_yaml(text):
    """Return what a YAML file says with every single value as its text: nothing is converted."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(_TABS.sub("", text), Loader=loader) or {}


def in_either(text):
    """Return what a file of JSON, or of YAML, says."""
    try:
        return json.loads(text)
    except ValueError:
        return in_yaml(text)


def said(value):
    """Return a text without what YAML and JSON write for nothing."""
    return "" if value in {None, "", "null", "~"} else str(value)


def word(kinds, kind):
    """Return the word of the program's JSON for a format's kind; others can't be sent."""
    return kinds.get(kind) or f"unsupported: {kind.lower()}"


def nearest(*levels):
    """Return the first that says something, from the request outwards; nobody: none."""
    return next((each for each in levels if each), "none")


def named(text):
    """Return a name as it is compared: blanks at its ends and in a row tell nothing apart."""
    return " ".join(str(text or "").split())
