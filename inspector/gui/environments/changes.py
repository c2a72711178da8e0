"""What the user does to variables, as changes of the owner; secret values go to the vault."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from inspector.compose.variables import VAULT, names_in
from inspector.gui.state.environments import Environments, Value
from inspector.gui.state.tools import Tools
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

SHARED = ""
"""Stands for the collection's own values where an environment's name is asked for."""


class Snapshot(NamedTuple):
    """All values as they were, to bring them back."""

    environments: tuple[Environment, ...]
    shared: dict[str, Value]
    active: str


class Changes:
    """Writes nothing itself: whoever keeps the files follows the owner."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._owner: Environments = tools.environments

    # ------------------------------------------------------------ values
    def values(self, place: str) -> Mapping[str, Value]:
        """Return the values of an environment, or the collection's own."""
        if place == SHARED:
            return self._owner.shared
        found = (each for each in self._owner.all if each.name == place)
        return next((each.values for each in found), {})

    def is_secret(self, name: str) -> bool:
        """Whether any value of that variable is in the vault."""
        return any(isinstance(each.get(name), SecretRef) for each in self._everywhere())

    def set_value(self, place: str, name: str, text: str, *, secret: bool) -> None:
        """Give a variable a value in one environment."""
        value: Value = self._keep(text, name) if secret else text
        self._write(place, {**self.values(place), name: value})

    def clear_value(self, place: str, name: str) -> None:
        """Let a variable have no value in one environment."""
        self._write(place, {key: value for key, value in self.values(place).items() if key != name})

    # ------------------------------------------------------------ variables
    def rename(self, old: str, new: str) -> None:
        """Rename a variable in every environment; its place in the order stays."""
        self._change_all(
            lambda values: {new if key == old else key: value for key, value in values.items()}
        )

    def remove(self, name: str) -> Snapshot:
        """Remove a variable from every environment; `bring_back` undoes it."""
        before = self.snapshot()
        self._change_all(
            lambda values: {key: value for key, value in values.items() if key != name}
        )
        return before

    def make_secret(self, name: str) -> None:
        """Move all values of a variable to the vault."""
        self._change_all(
            lambda values: {
                key: self._keep(value, name) if key == name and isinstance(value, str) else value
                for key, value in values.items()
            }
        )

    def make_plain(self, name: str) -> bool:
        """Write all values of a variable in clear; False where one is not at hand yet."""
        refs = [each[name] for each in self._everywhere() if isinstance(each.get(name), SecretRef)]
        clear = {ref: self._tools.vault.peek(ref) for ref in refs if isinstance(ref, SecretRef)}
        if any(value is None for value in clear.values()):
            return False
        self._change_all(
            lambda values: {
                key: clear.get(value) or ""
                if key == name and isinstance(value, SecretRef)
                else value
                for key, value in values.items()
            }
        )
        return True

    # ------------------------------------------------------------ environments
    def add(self, like: Environment | None = None) -> str:
        """Add an environment, a copy of another one if given; return its name."""
        base = tr("{name} copy", name=like.name) if like else tr("New environment")
        taken = {each.name for each in self._owner.all}
        name, number = base, 2
        while name in taken:
            name, number = f"{base} {number}", number + 1
        values = dict(like.values) if like else {}
        self._owner.put(Environment(name=name, values=values))
        return name

    def snapshot(self) -> Snapshot:
        """Return everything as it is."""
        owner = self._owner
        return Snapshot(owner.all, dict(owner.shared), owner.active_name)

    def bring_back(self, before: Snapshot) -> None:
        """Make everything as it was."""
        kept = {each.name: each for each in before.environments}
        for each in self._owner.all:
            if each.name not in kept:
                self._owner.remove(each.name)
        now = {each.name: each for each in self._owner.all}
        for name, each in kept.items():
            if now.get(name) != each:
                self._owner.put(each, name if name in now else "")
        if dict(self._owner.shared) != before.shared:
            self._owner.edit_shared(before.shared)
        self._owner.choose(before.active)

    # ------------------------------------------------------------ parts
    def _keep(self, text: str, name: str) -> SecretRef:
        ref = self._tools.vault.put(text, label=name)
        job = self._tools.background.follow(self._tools.vault.persist((ref,)))
        job.succeeded.connect(self._tell)
        return ref

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())

    def _everywhere(self) -> list[Mapping[str, Value]]:
        return [self._owner.shared, *(each.values for each in self._owner.all)]

    def _change_all(self, change: Callable[[Mapping[str, Value]], dict[str, Value]]) -> None:
        for place in (SHARED, *(each.name for each in self._owner.all)):
            self._write(place, change(self.values(place)))

    def _write(self, place: str, values: dict[str, Value]) -> None:
        if list(values.items()) == list(self.values(place).items()):
            return
        if place == SHARED:
            self._owner.edit_shared(values)
            return
        found = next(each for each in self._owner.all if each.name == place)
        self._owner.put(msgspec.structs.replace(found, values=values), place)


# ---------------- Counts where variables are used
def uses(requests: Iterable[Request], values: Iterable[Mapping[str, Value]]) -> Counter[str]:
    """Return in how many requests and values each variable is used.

    A request that names one twice counts once. Names of the vault need no entry: left out.
    """
    count: Counter[str] = Counter()
    for request in requests:
        count.update(_names(request))
    for each in values:
        for value in each.values():
            count.update(_names(value))
    return count


def requests_of(part: Collection | Folder) -> tuple[Request, ...]:
    """Return the requests of a collection or folder, those of its folders too."""
    inside = (request for folder in part.folders for request in requests_of(folder))
    return (*part.requests, *inside)


def _names(value: object) -> set[str]:
    return {name for text in texts(value) for name in names_in(text) if not name.startswith(VAULT)}


def texts(value: object) -> Iterator[str]:
    """Yield every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
