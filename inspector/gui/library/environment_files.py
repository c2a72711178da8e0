"""Shows the environments of the active tab's collection, and writes what the user changes."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from inspector.gui.environments.uses import requests_of
from inspector.gui.library.collections import Collections
from inspector.gui.library.libraries import OWN, Libraries
from inspector.gui.library.telling import went_well
from inspector.gui.state.environments import EnvironmentEdit, Value
from inspector.gui.state.tools import Tools
from inspector.library.results import Done
from inspector.model.collection import Collection
from inspector.wording import tr


class EnvironmentFiles(QObject):
    """Follows the active tab, the files, and the owner of the environments."""

    def __init__(self, tools: Tools, owner: Collections) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._key = ""
        self._writing = 0
        self._first: list[str] = []  # the collection made for the first edits; workers' own
        owner.changed.connect(self._show)
        tools.tabs.activated.connect(lambda _document: self._show())
        tools.tabs.changed.connect(lambda _document: self._show())
        tools.environments.edited.connect(self._edited)
        tools.environments.shared_edited.connect(self._shared_edited)

    def _show(self) -> None:
        if not self._owner.loaded or self._writing:
            return
        found = self._find()
        if found is not None:
            self._tools.environments.replace(found.environments)
            self._tools.environments.share(found.variables)
            self._tools.environments.serve(requests_of(found))

    def _find(self) -> Collection | None:
        """Return the active tab's collection, else the last one, else the first."""
        active = self._tools.tabs.active_request
        first = self._owner.nodes[0].key if self._owner.nodes else ""
        for key in (active.path if active else "", self._key, first):
            found = self._owner.collection_of(key) if key else None
            if found is not None:
                self._key = key
                return found[2]
        return None

    def _edited(self, edit: EnvironmentEdit) -> None:
        before, after = edit

        def work(libraries: Libraries, place: str, collection_id: str) -> Done:
            library = libraries.library(place)
            if after is None:
                return library.delete_environment(collection_id, before)
            return library.save_environment(collection_id, after, before)

        self._write(work)

    def _shared_edited(self, variables: dict[str, Value]) -> None:
        found = self._owner.collection_of(self._key)
        record = found[2] if found else Collection(name=_first_name())

        def work(libraries: Libraries, place: str, collection_id: str) -> Done:
            changed = msgspec.structs.replace(record, variables=variables)
            return libraries.library(place).save_collection(collection_id, changed)

        self._write(work)

    def _write(self, work: "_Work") -> None:
        found = self._owner.collection_of(self._key)
        place, collection_id = (found[0], found[1]) if found else (OWN, "")
        self._writing += 1

        def written(libraries: Libraries) -> Done:
            if collection_id:
                return work(libraries, place, collection_id)
            first = _first_collection(libraries, self._first)
            return first if first.problem else work(libraries, OWN, first.id)

        self._owner.do(written, self._wrote)

    def _wrote(self, done: Done) -> None:
        """Show what the files have, once all that the user did is in them."""
        self._writing -= 1
        went_well(done, self._tools.notices)
        self._show()


_Work = Callable[[Libraries, str, str], Done]


def _first_collection(libraries: Libraries, made: list[str]) -> Done:
    """Make the collection for what belongs to none, once. On a worker thread.

    made: where its id is kept from one edit to the next.
    """
    library = libraries.library(OWN)
    if made and library.path(made[-1]).exists():
        return Done(id=made[-1])
    done = library.new_collection(_first_name())
    if done.problem is None:
        made.append(done.id)
    return done


def _first_name() -> str:
    return tr("My requests")
