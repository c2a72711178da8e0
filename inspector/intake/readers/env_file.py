"""Reads a `.env` file as an environment: httpyac and Kulala keep their variables in such files.

`dev.env` and `.env.dev` are the environment `dev`, `.env` alone is what has no other name.
"""

import re

from inspector.intake.collections.taking import Taking
from inspector.intake.env_text import read_env
from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.model.collection import Collection, Environment
from inspector.wording import tr

NAME = "env-file"
SUFFIXES = tuple(f".env{end}" for end in ("", ".local", ".dev", ".test", ".stage", ".prod"))
_LINE = re.compile(r"[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.\-]*[ \t]*=|[ \t]*(?:#|\Z)")
_CAPITALS = re.compile(r"[ \t]*(?:export[ \t]+)?[A-Z][A-Z0-9_]*=")
_LOOKED_AT = 65_536  # bytes


def title() -> str:
    """Return what it is called."""
    return tr(".env file")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A .env file: its variables are taken in as an environment.")


def fit(data: bytes) -> float:
    """Return how surely the data is such a file: without its name only capitals are telling."""
    lines = plain(data[:_LOOKED_AT]).decode("utf-8", "replace").splitlines()[:200]
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not said or not all(map(_LINE.match, lines)):
        return 0.0
    return 0.22 if all(map(_CAPITALS.match, said)) else 0.15


def read(data: bytes) -> Reading:
    """Return a collection with one environment, which its file names; raise Unreadable."""
    taking = Taking()
    values = {
        name: taking.variable(name, taking.words(value))
        for name, value in read_env(plain(data).decode("utf-8", "replace")).items()
    }
    collection = Collection(
        name=tr("Environments"),
        variables=taking.variables({}),
        environments=(Environment(name="", values=values),),
    )
    return Reading(
        kind=NAME,
        collection=collection,
        secrets=taking.pocket.secrets,
        losses=tuple(taking.losses),
    )
