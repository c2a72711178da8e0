"""The environments at hand, the one in use, and what a variable means there."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.compose.scope import Scope
from inspector.compose.variables import VAULT
from inspector.model.collection import Environment
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

Value = str | SecretRef


class Resolved(NamedTuple):
    """What a variable stands for: its value or the reference to it, and where it is set."""

    value: Value
    source: str


class EnvironmentEdit(NamedTuple):
    """What the user did to one environment. before: its name so far, empty for a new one.

    after: as it is now, None where it was removed.
    """

    before: str
    after: Environment | None


class Environments(QObject):
    """Owner of the environments; changed(): the list, the one in use or shared values differ.

    edited(EnvironmentEdit), shared_edited(dict): the user made this change; whoever keeps the
    files writes it. `replace` and `share` come from the files and don't tell these.
    """

    changed = Signal()
    edited = Signal(object)
    shared_edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Environment, ...] = ()
        self._active = ""
        self._shared: dict[str, Value] = {}
        self._requests: tuple[Request, ...] = ()
        self._place = ""
        self.elsewhere: frozenset[str] = frozenset()  # names that other collections use as well

    @property
    def all(self) -> tuple[Environment, ...]:
        """All environments in their order."""
        return self._all

    @property
    def active(self) -> Environment | None:
        """The environment in use."""
        return next((each for each in self._all if each.name == self._active), None)

    @property
    def active_name(self) -> str:
        """The name of the environment in use, empty for none."""
        active = self.active
        return active.name if active else ""

    @property
    def shared(self) -> Mapping[str, Value]:
        """The variables of the collection, the same in every environment."""
        return self._shared

    @property
    def requests(self) -> tuple[Request, ...]:
        """The saved requests that these environments serve."""
        return self._requests

    def serve(self, requests: tuple[Request, ...], place: str = "") -> None:
        """Take note of the saved requests that these environments serve. place: their folder."""
        if (requests, place) != (self._requests, self._place):
            self._requests, self._place = requests, place
            self.changed.emit()

    def replace(self, environments: tuple[Environment, ...]) -> None:
        """Make these the environments; the one in use stays if it is still there."""
        if environments != self._all:
            self._all = environments
            self.changed.emit()

    def share(self, variables: Mapping[str, Value]) -> None:
        """Make these the variables of the collection."""
        if dict(variables) != self._shared:
            self._shared = dict(variables)
            self.changed.emit()

    def put(self, environment: Environment, before: str = "") -> None:
        """Add an environment, or change the one named `before`; a rename keeps it in use."""
        kept = list(self._all)
        names = [each.name for each in kept]
        if before in names:
            kept[names.index(before)] = environment
        else:
            kept.append(environment)
        if before and before == self._active:
            self._active = environment.name
        self._all = tuple(kept)
        self.changed.emit()
        self.edited.emit(EnvironmentEdit(before, environment))

    def remove(self, name: str) -> None:
        """Remove an environment; where it was in use, none is."""
        self._all = tuple(each for each in self._all if each.name != name)
        self._active = "" if name == self._active else self._active
        self.changed.emit()
        self.edited.emit(EnvironmentEdit(name, None))

    def edit_shared(self, variables: Mapping[str, Value]) -> None:
        """Change the variables of the collection."""
        self.share(variables)
        self.shared_edited.emit(dict(variables))

    def choose(self, name: str) -> None:
        """Use that environment; an empty name = none."""
        if name != self._active:
            self._active = name
            self.changed.emit()

    def values(self) -> dict[str, Value]:
        """Return all variables in force; the environment wins over the collection."""
        active = self.active
        return {**self._shared, **(active.values if active else {})}

    def scope(self, name: str | None = None) -> Scope:
        """Return what the variables stand for while a request is composed.

        name: of another environment than the one in use.
        """
        chosen = self.active
        if name is not None:
            chosen = next((each for each in self._all if each.name == name), None)
        values = {**self._shared, **(chosen.values if chosen else {})}
        return Scope(
            variables={name: value for name, value in values.items() if isinstance(value, str)},
            secret_variables={
                name: value for name, value in values.items() if isinstance(value, SecretRef)
            },
            environment=chosen.name if chosen else "",
            production=chosen is not None and chosen.production,
            place=self._place,
        )

    def resolve(self, name: str) -> Resolved | None:
        """Return what a variable stands for, None when it is not set."""
        if name.startswith(VAULT):
            ref = SecretRef(place="keyring", name=name.removeprefix(VAULT))
            return Resolved(ref, tr("the vault"))
        active = self.active
        if active and name in active.values:
            return Resolved(active.values[name], active.name)
        if name in self._shared:
            return Resolved(self._shared[name], tr("the collection"))
        return None
