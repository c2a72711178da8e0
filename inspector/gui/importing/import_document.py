"""A tab with a collection that may come in: what is ticked of it, and under which name."""

from PySide6.QtCore import Signal

from inspector.gui.state.documents import Document
from inspector.intake.results import Reading
from inspector.model.collection import Collection
from inspector.presentation.library.import_rows import Path, without
from inspector.wording import tr


class ImportDocument(Document):
    """Owner of one preview. renewed(): what is ticked differs.

    file: the name it came under; source: where it lies, empty where it was pasted. size: of
    what was read, in bytes, 0 where it is no file of its own. name: of the collection that it
    becomes. left_out: places of requests that don't come in. environments: whether its
    environments do. statuses: what requests were answered, where it was recorded.
    """

    renewed = Signal()

    def __init__(self, reading: Reading, collection: Collection, file: str, size: int) -> None:
        super().__init__("import", tr("Import {name}", name=collection.name))
        self.reading = reading
        self.collection = collection
        self.file = file
        self.size = size
        self.source = ""
        self.name = collection.name
        self.left_out: frozenset[Path] = frozenset()
        self.environments = bool(collection.environments)
        self.statuses: dict[Path, int] = {}

    def leave_out(self, places: frozenset[Path], *, out: bool) -> None:
        """Take requests out, or in again."""
        changed = self.left_out | places if out else self.left_out - places
        if changed != self.left_out:
            self.left_out = changed
            self.renewed.emit()

    def choose_environments(self, *, on: bool) -> None:
        """Bring the environments in, or not."""
        self.environments = on
        self.renewed.emit()

    def rename(self, name: str) -> None:
        """Give the collection another name."""
        self.name = name.strip()
        self.renewed.emit()

    @property
    def coming(self) -> Collection:
        """What comes in as it is ticked."""
        return without(self.collection, self.left_out, environments=self.environments)
