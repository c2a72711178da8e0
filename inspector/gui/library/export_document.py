"""A tab with a collection that may be written for another program: the format, what it loses."""

from PySide6.QtCore import Signal

from inspector.export.collections.collection_export import WrittenCollection
from inspector.gui.state.documents import Document
from inspector.model.collection import Collection
from inspector.wording import tr


class ExportDocument(Document):
    """Owner of one export. renewed(): the format, or what it became, differs.

    written: what would be written; None while it is made.
    """

    renewed = Signal()

    def __init__(self, collection: Collection) -> None:
        super().__init__("export-collection", tr("Export {name}", name=collection.name))
        self.collection = collection
        self.format = ""
        self.written: WrittenCollection | None = None

    def choose(self, name: str) -> None:
        """Choose the format."""
        if name != self.format:
            self.format, self.written = name, None
            self.renewed.emit()

    def take(self, name: str, written: WrittenCollection) -> None:
        """Take what it became in a format; of one that is no longer chosen nothing is kept."""
        if name == self.format:
            self.written = written
            self.renewed.emit()
