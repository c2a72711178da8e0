"""The libraries of all opened folders; everything here reads or writes the disk."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector.gui.library.nodes import Held
from inspector.library.shelf import HEAD
from inspector.library.watch import Change
from inspector.model.collection import Problem
from inspector.vault.vault import Vault
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.library import Library  # late: imported on the worker thread

OWN = ""
"""The place of the collections that were made in the window."""


class Libraries:
    """One Library for each place. Call it on worker threads only, one call at a time."""

    def __init__(self, vault: Vault, home: Path, trash: Path) -> None:
        self._vault = vault
        self._trash = trash
        self._home = home
        self._open: dict[str, tuple[Library, Path]] = {OWN: (self._shelve(home), home)}

    def _shelve(self, root: Path, only: str = "") -> "Library":
        from inspector.library.library import Library  # noqa: PLC0415 - see above

        return Library(root, self._vault, self._trash, only)

    def library(self, place: str) -> "Library":
        """Return the library of an opened place. Raises KeyError for another."""
        return self._open[place][0]

    def begin(self, places: tuple[str, ...]) -> tuple[Held, ...]:
        """Open what the last run had open; what was deleted then goes for good."""
        self.library(OWN).empty_trash()
        self.library(OWN).sweep()
        for place in places:
            self.open(place)
        return self.load()

    def open(self, place: str) -> None:
        """Take a folder in: a collection, or one that holds collections."""
        path = Path(place)
        root, only = (path.parent, path.name) if (path / HEAD).is_file() else (path, "")
        library = self._shelve(root, only)
        library.sweep()
        self._open[place] = library, root

    def found(self, place: str) -> Problem | None:
        """Make an ordinary folder a collection of its own name."""
        path = Path(place)
        return self._shelve(path.parent, path.name).found(path, path.name).problem

    def close(self, place: str) -> None:
        """Leave a folder alone from now on; nothing in it changes."""
        self._open.pop(place, None)

    def load(self) -> tuple[Held, ...]:
        """Read everything."""
        return tuple(self._load(place) for place in self._open)

    def check(self) -> frozenset[Change]:
        """Return what somebody else changed."""
        return frozenset(
            change for library, _root in self._open.values() for change in library.check()
        )

    def _load(self, place: str) -> Held:
        library, root = self._open[place]
        if place and not Path(place).is_dir():
            problem = Problem(
                what=tr("The folder {name} was not found.", name=Path(place).name),
                where=place,
                todo=tr("Bring it back, or open it where it is now."),
            )
            return Held(place=place, root=root, problems=(problem,))
        loaded = library.load()
        problems = tuple(problem for each in loaded for problem in each.problems)
        return Held(place=place, root=root, loaded=loaded, problems=problems)


def holds_collections(folder: Path) -> bool:
    """Whether a folder is a collection or has some right inside."""
    return (folder / HEAD).is_file() or any(folder.glob(f"*/{HEAD}"))
