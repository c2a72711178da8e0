"""Which names of variables a collection gives, uses, and hands on from reply to reply."""

import msgspec

from inspector.compose.variables import VAULT, names_in, texts_in
from inspector.library.checking.branches import inside, requests
from inspector.library.checking.gathering import Part
from inspector.model.collection import Collection
from inspector.model.moments import with_moments
from inspector.model.request import Request
from inspector.protocol.patterns import lazy_re

# How programs write a variable; the name in whichever group it stands.
_WRITTEN = lazy_re(r"\{\{([\w.\- \t]{1,200})\}\}|<<([\w.\-]{1,200})>>|\$\{?(\w{1,200})\}?")


def given(collection: Collection) -> frozenset[str]:
    """Return the names that have a value in the collection or in some environment."""
    names = set(collection.variables)
    for environment in collection.environments:
        names |= set(environment.values)
    return frozenset(names)


def handed_on(collection: Collection) -> frozenset[str]:
    """Return the names that a reply gives a value to."""
    return frozenset(each.variable for one in requests(collection) for each in one.captures)


def is_made_anew(name: str) -> bool:
    """Whether the name stands for a time or another value that each send makes."""
    written = f"{{{{{name}}}}}"
    return name.startswith(VAULT) or with_moments(written, 0) != written


def used(collection: Collection) -> frozenset[str]:
    """Return the names that something sent has, in requests and in what they inherit."""
    texts: list[str] = []
    for each in inside(collection):
        texts += texts_in((each.headers, each.credential))
        texts += [text for one in each.requests for text in texts_in(_sent(one))]
    for environment in collection.environments:
        texts += texts_in((environment.credential, *environment.values.values()))
    texts += texts_in(tuple(collection.variables.values()))
    return frozenset(name for text in texts for name in names_in(text))


def _sent(request: Request) -> Request:
    """Return a request without what is kept beside it to be read."""
    return msgspec.structs.replace(request, scripts=(), description="", examples=())


def in_scripts(part: Part, name: str) -> bool:
    """Whether a script names it, so that it may set or read it."""
    texts = [script.text for each in inside(part.collection) for script in each.scripts]
    texts += [script.text for one in requests(part.collection) for script in one.scripts]
    return any(name in text for text in texts)


def written_at(part: Part) -> dict[str, list[tuple[str, int]]]:
    """Return the files and lines in which each name is written as a variable."""
    places: dict[str, list[tuple[str, int]]] = {}
    for file in part.files:
        for leaf in file.leaves:
            if not leaf.path:
                continue
            for found in _WRITTEN.finditer(leaf.text):
                name = found[found.lastindex or 1].strip().removeprefix("_.")
                places.setdefault(name, []).append((file.path, leaf.line))
    return places
