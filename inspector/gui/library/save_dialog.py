"""Asks where a request is to be saved and under which name."""

from collections.abc import Iterable, Iterator

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.library.libraries import OWN
from inspector.gui.library.nodes import Node
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import FieldLabel
from inspector.wording import tr

_WIDTH = 380


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where to: a folder's id in its place, or the name of a new collection."""

    name: str
    place: str = OWN
    parent: str = ""
    collection: str = ""


class SaveDialog(QDialog):
    """chosen(Target): the user said where. Show it with `open`."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, nodes: Iterable[Node], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save request"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.name = QLineEdit(name)
        self.name.setObjectName("save_name")
        self.place = QComboBox()
        self.place.setObjectName("save_place")
        self.collection = QLineEdit(tr("My requests"))
        self.collection.setObjectName("save_collection")
        folders = tuple(_folders(nodes))
        self._nodes = tuple(node for _path, node in folders)
        self.place.addItems([*(path for path, _node in folders), tr("New collection")])
        self.save = Button(theme, tr("Save"), "primary")
        self.save.setObjectName("save_button")
        self.save.setDefault(True)
        self._cancel = Button(theme, tr("Cancel"))
        self._lay_out()
        self._connect()
        self.name.selectAll()
        self._check()

    def suggest(self, key: str) -> None:
        """Choose a folder to begin with."""
        for row, node in enumerate(self._nodes):
            if node.key == key:
                self.place.setCurrentIndex(row)

    @property
    def _node(self) -> Node | None:
        """The folder chosen, None for a new collection, which stands after them."""
        row = self.place.currentIndex()
        return self._nodes[row] if 0 <= row < len(self._nodes) else None

    @property
    def target(self) -> Target:
        """What is chosen now."""
        node = self._node
        name = self.name.text().strip()
        if node is None:
            return Target(name=name, collection=self.collection.text().strip())
        return Target(name=name, place=node.place, parent=node.id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        self._new_label = FieldLabel(tr("Name of the collection"), self.collection)
        for label, field in (
            (FieldLabel(tr("Name"), self.name), self.name),
            (FieldLabel(tr("Collection or folder"), self.place), self.place),
            (self._new_label, self.collection),
        ):
            column.addWidget(label)
            column.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 10, 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._check)
        self.collection.textChanged.connect(self._check)
        self.place.currentIndexChanged.connect(self._check)
        self._cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def _check(self) -> None:
        new = self._node is None
        self._new_label.setVisible(new)
        self.collection.setVisible(new)
        target = self.target
        self.save.setEnabled(bool(target.name and (target.parent or target.collection)))

    def _save(self) -> None:
        target = self.target
        self.accept()
        self.chosen.emit(target)


def _folders(nodes: Iterable[Node], path: str = "") -> Iterator[tuple[str, Node]]:
    """Return collections and folders with their way from the top."""
    for node in nodes:
        if node.kind != "request":
            whole = f"{path} / {node.name}" if path else node.name
            yield whole, node
            yield from _folders(node.children, whole)
