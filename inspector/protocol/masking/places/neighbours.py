"""What stands beside a member of the same object: a login's words make a secret of its `code`."""

from bisect import bisect_right
from functools import cached_property

from inspector.protocol.naming.promises import LOGIN_BESIDE
from inspector.protocol.patterns import lazy_re

_DEEPEST = 4  # objects around one another
_BRACES = frozenset("{}")
_TOKEN = lazy_re(rf"(?i)[{{}}]|{LOGIN_BESIDE}")


class Neighbours:
    """The objects of a text, read once when first asked for; a text without any is one itself."""

    def __init__(self, text: str) -> None:
        self._text = text

    def have_login(self, place: int) -> bool:
        """Whether the object at a place, or one that holds it, names a user or a grant."""
        places, objects, parents, logins, _ = self._read
        at, deep = objects[bisect_right(places, place) - 1], 0
        while at >= 0 and deep < _DEEPEST:
            if at in logins:
                return True
            at, deep = parents[at], deep + 1
        return False

    def have_grant(self, place: int) -> bool:
        """Whether the object itself asks for a token, or has a password."""
        places, objects, _, _, grants = self._read
        return objects[bisect_right(places, place) - 1] in grants

    @cached_property
    def _read(self) -> tuple[list[int], list[int], list[int], set[int], set[int]]:
        """Where objects begin or go on, which ones, what is around each, which name a login."""
        places, objects, parents = [0], [0], [-1]
        logins: set[int] = set()
        grants: set[int] = set()
        here = 0
        for found in _TOKEN.finditer(self._text):
            if found[0] not in _BRACES:
                logins.add(here)
                if found["grant"]:
                    grants.add(here)
            elif found[0] == "{":
                parents.append(here)
                here = len(parents) - 1
            else:
                here = max(parents[here], 0)
            if found[0] in _BRACES:
                places.append(found.start())
                objects.append(here)
        return places, objects, parents, logins, grants
