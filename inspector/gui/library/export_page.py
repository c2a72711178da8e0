"""The page of a collection that goes to another program: what is lost is said before."""

from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from inspector.export.collections.collection_export import WrittenCollection, export_collection
from inspector.export.collections.registry import all_targets
from inspector.export.collections.saving import save
from inspector.gui.export.file_saving import say_saved
from inspector.gui.library.export_document import ExportDocument
from inspector.gui.lists.plain_rows import add_choice
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.library.slug import slug
from inspector.library.taking_in import count
from inspector.model.collection import Problem
from inspector.wording import tr, tr_n

_MOST = 40  # sentences that are shown


class ExportPage(Page):
    """What is chosen is the document's; it is made anew away from the window's thread."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        assert isinstance(document, ExportDocument)  # noqa: S101 - the screen's kind says so
        super().__init__(
            tr("Export “{name}”", name=document.collection.name),
            tr_n(
                "{count} request for another program. No secret goes along.",
                "{count} requests for another program. No secret goes along.",
                count(document.collection),
            ),
            parent,
        )
        self._document = document
        self._tools = tools
        self.add_icon(tools.theme, "file-up")
        self.cancel = Button(tools.theme, tr("Cancel"), "secondary")
        self.save = Button(tools.theme, tr("Save…"), "primary", "file-up")
        self.add_action(self.cancel)
        self.add_action(self.save)
        self.formats = QComboBox()
        for each in all_targets():
            add_choice(self.formats, each.title(), each.NAME)
        self.variables = InlineCheck(tools.theme)
        self.said: list[InlineCheck] = []
        self._lost = Card(tools.theme, 16)
        self._lost_title = Label("", "heading")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.formats)
        document.choose(str(self.formats.currentData()))

    @property
    def lost(self) -> list[str]:
        """The sentences on what the format can't hold, as they are shown."""
        return [each.text for each in self.said]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Ctrl+Enter, leave by Esc."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        pane = Scrolled()
        pane.column.setContentsMargins(0, 0, 0, 0)
        card = Card(self._tools.theme, 16)
        card.column.addWidget(FieldLabel(tr("Format"), self.formats))
        card.column.addWidget(self.formats)
        card.column.addWidget(self.variables)
        self._lost.column.addWidget(self._lost_title)
        pane.column.addWidget(card)
        pane.column.addWidget(self._lost)
        pane.column.addStretch(1)
        self.column.addWidget(pane, 1)

    def _connect(self) -> None:
        document = self._document
        document.renewed.connect(self._renew)
        self.formats.currentIndexChanged.connect(
            lambda _: document.choose(str(self.formats.currentData()))
        )
        self.save.clicked.connect(lambda _=False: self._choose())
        self.cancel.clicked.connect(lambda _=False: self._leave())

    # ------------------------------------------------------------ showing
    def _renew(self) -> None:
        document = self._document
        if document.written is None:
            known = tuple(self._tools.vault.known_values())
            job = self._tools.background.compute(
                export_collection, document.collection, document.format, known
            )
            job.succeeded.connect(partial(document.take, document.format))
        self._show(document.written)

    def _show(self, written: WrittenCollection | None) -> None:
        self.save.setEnabled(written is not None)
        for each in self.said:
            each.hide()
            each.deleteLater()
        counted = Counter(each.what for each in written.lost) if written else Counter[str]()
        self.said = [
            InlineCheck(self._tools.theme, f"{what} ({n})" if n > 1 else what, "odd")
            for what, n in counted.most_common(_MOST)
        ]
        for check in self.said:
            self._lost.column.addWidget(check)
        self._lost_title.setText(_title(written, len(counted)))
        names = ", ".join(written.variables) if written else ""
        words = tr("Variables to be set there: {names}", names=names) if names else ""
        self.variables.show_check(words, "info")
        self.arrange()

    # ------------------------------------------------------------ saving
    def _choose(self) -> None:
        written = self._document.written
        if written is None:
            return
        name = slug(self._document.collection.name)
        dialog = QFileDialog(self.window(), tr("Export collection"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if written.suffix:
            dialog.setNameFilters([f"{self.formats.currentText()} (*{written.suffix})"])
        dialog.selectFile(name + written.suffix)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write what is shown to a file, or to a new folder of that name."""
        written = self._document.written
        if written is not None:
            job = self._tools.background.compute(save, written, path)
            job.succeeded.connect(partial(self._written, path))

    def _written(self, path: Path, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}")
            return
        said = tr("Exported to {name}; no secret is in it.", name=path.name)
        say_saved(self._tools.notices, said, path)
        self._leave()

    def _leave(self) -> None:
        self._tools.tabs.close(self._document)


def _title(written: WrittenCollection | None, lost: int) -> str:
    if written is None:
        return tr("Looking at what the format can hold…")
    return tr("What this format can't hold") if lost else tr("Everything can be kept")
