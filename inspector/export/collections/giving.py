"""What a writer of collections gathers while it writes: what is lost, and where it is."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from inspector.compose.variables import names_in
from inspector.intake.results import Loss
from inspector.model.collection import Collection
from inspector.model.moments import with_moments
from inspector.wording import tr

_ANY = re.compile(r"\{\{[^{}\n]{1,200}\}\}")


class Giving:
    """Notes what could not be written, by its place, and says values in a program's words.

    made_anew: how the program writes `now`, `uuid` and `random`; without one of them it has none.
    known: names of variables of the collection, which stay what they are.
    """

    def __init__(self, collection: Collection, made_anew: Mapping[str, str]) -> None:
        self.losses: list[Loss] = []
        self._made_anew = made_anew
        self._known = set(collection.variables).union(
            *(each.values for each in collection.environments)
        )
        self._place: list[str] = []

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Name the folder or request that is being written."""
        self._place.append(name)
        try:
            yield
        finally:
            self._place.pop()

    def lose(self, what: str) -> None:
        """Note that something can't be written, once for each place."""
        loss = Loss(what=what, where="/".join(self._place))
        if loss not in self.losses:
            self.losses.append(loss)

    def words(self, text: str) -> str:
        """Return a text with the values that are made anew in the program's words."""
        return _ANY.sub(lambda found: self._variable(found[0]), text) if "{{" in text else text

    def _variable(self, found: str) -> str:
        name = next(iter(names_in(found)), "")
        if name in self._known or with_moments(found, 0) == found:
            return found
        made = self._made_anew.get(name, "")
        if not made:
            self.lose(tr("{name} is not filled in there; put a value in its place.", name=found))
        return made or found
