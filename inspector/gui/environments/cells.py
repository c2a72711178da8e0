"""What each cell of the table says: values, masks, what is not set, how often it is used."""

from collections import Counter
from typing import NamedTuple

from inspector.gui.environments.changes import SHARED, Changes, uses
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.environments import Value
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.redaction import mask
from inspector.wording import tr, tr_n

_DOTS = mask("")
NAME, SECRET, EVERYWHERE = 0, 1, 2


class Cell(NamedTuple):
    """text: as shown. token: its colour. note: its tooltip, also read aloud."""

    text: str = ""
    token: str = "text"  # noqa: S105 - the name of a colour
    note: str = ""
    icon: str = ""


class Cells:
    """Holds what was counted at the last `count`; the values are always the owner's."""

    def __init__(self, tools: Tools, changes: Changes) -> None:
        self._tools = tools
        self._changes = changes
        self.uses: Counter[str] = Counter()
        self.places: tuple[str, ...] = ()

    def count(self) -> tuple[str, ...]:
        """Look again; return all variables, set ones first, then those that are only used."""
        self.places = (SHARED, *(each.name for each in self._tools.environments.all))
        values = [self._changes.values(place) for place in self.places]
        self.uses = uses(self._requests(), values)
        known = dict.fromkeys(name for each in values for name in each)
        return tuple(dict.fromkeys((*known, *self.uses)))

    def _requests(self) -> list[Request]:
        """Return the saved requests, an open one as it stands in its tab, and unsaved ones."""
        opened = [each for each in self._tools.tabs.documents if isinstance(each, RequestDocument)]
        in_tabs = {each.current.value.id for each in opened if each.path}
        saved = [each for each in self._tools.environments.requests if each.id not in in_tabs]
        return [*saved, *(each.current.value for each in opened)]

    def place_at(self, column: int) -> str | None:
        """Return the environment of a column, None for the others."""
        place = column - EVERYWHERE
        return self.places[place] if 0 <= place < len(self.places) else None

    def cell(self, name: str, column: int) -> Cell:
        """Return what stands in a variable's row."""
        if column == NAME:
            return self._name(name)
        if column == SECRET:
            secret = self._changes.is_secret(name)
            return Cell(note=tr("Kept in the vault") if secret else tr("Kept in the file"))
        place = self.place_at(column)
        return self._value(name, place) if place is not None else self._used(name)

    def typed(self, name: str, place: str) -> str:
        """Return what is edited: the value itself, nothing for a secret."""
        value = self._changes.values(place).get(name, "")
        return value if isinstance(value, str) else ""

    def unset(self, place: str) -> tuple[str, ...]:
        """Return the variables that are used and have no value there."""
        known = {*self._changes.values(place), *self._changes.values(SHARED)}
        return tuple(name for name in self.uses if name not in known)

    def _name(self, name: str) -> Cell:
        nowhere = all(name not in self._changes.values(place) for place in self.places)
        if nowhere and self.uses[name]:
            return Cell(name, "warn", tr("{name} is used but set nowhere.", name=name), _ODD)
        return Cell(name)

    def _used(self, name: str) -> Cell:
        count = self.uses[name]
        if not count:
            return Cell(tr("unused"), "text3")
        return Cell(tr_n("{count} use", "{count} uses", count), "text2")

    def _value(self, name: str, place: str) -> Cell:
        values, shared = self._changes.values(place), self._changes.values(SHARED)
        if name in values:
            return self._shown(values[name])
        if name in shared:
            said = self._shown(shared[name]).text
            return Cell(said, "text3", tr("{value}, as everywhere", value=said))
        if place != SHARED and self.uses[name]:
            note = tr("{name} has no value in {environment}.", name=name, environment=place)
            return Cell(tr("not set"), "warn", note, _ODD)
        return Cell(note=tr("not set"))

    def _shown(self, value: Value) -> Cell:
        if isinstance(value, SecretRef):
            known = self._tools.vault.peek(value)
            return Cell(mask(known) if known else _DOTS, "text2", icon="lock")
        line = value.split("\n", 1)[0]
        return Cell(line) if value else Cell(tr("empty"), "text3")


_ODD = "triangle-alert"
