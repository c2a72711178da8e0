"""The page of a collection that may come in; nothing is written before its button is pressed."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.forms.line_icon import Emptier
from inspector.gui.importing.import_document import ImportDocument
from inspector.gui.importing.import_tree import ImportTree
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tooltip import set_tip
from inspector.intake import title_of
from inspector.library.taking_in import count
from inspector.presentation.exchange.exchange_words import size
from inspector.presentation.library.import_rows import (
    capture_words,
    fitting,
    import_words,
    lost_of,
    places_of,
    rows_of,
    script_words,
    secret_names,
    with_statuses,
)
from inspector.wording import tr, tr_n

_BESIDE, _NARROW_BESIDE, _FILTER = 384, 280, 220
_LOWEST = 240  # the tree never becomes lower: the page scrolls then
_BETWEEN = 14
_MOST = 12  # sentences that are shown of each kind


class ImportPage(Page):
    """What is ticked and typed is the document's."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(_title(document), _lead(document), parent)
        assert isinstance(document, ImportDocument)  # noqa: S101 - the screen's kind says so
        self._document = document
        self._tools = tools
        theme = tools.theme
        self.add_icon(theme, "download")
        self.cancel = Button(theme, tr("Cancel"), "secondary")
        self.take = Button(theme, "", "primary", "download")
        self.add_action(self.cancel)
        self.add_action(self.take)
        self.tree = ImportTree(theme)
        self.counted = Label("", "quiet")
        self.filter = QLineEdit()
        self.tick_all = Button(theme, tr("All"), "link")
        self.tick_none = Button(theme, tr("None"), "link")
        self._every = with_statuses(rows_of(document.collection), document.statuses)
        self._fitting = self._every
        self.name = QLineEdit(document.name)
        self.environments = QCheckBox(_environment_words(document))
        self.beside = self._beside()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.tree)
        self.tree.show_rows(self._every)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tree what it needs; in little room what stands beside it goes below."""
        super().resizeEvent(event)
        theme = self._tools.theme
        self.stand_beside(self._row, self.beside, theme, _BESIDE, _NARROW_BESIDE)
        self.tree.setMinimumHeight(theme.px(_LOWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import by Ctrl+Enter, leave by Esc."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._import()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        document = self._document
        document.renewed.connect(self._show)
        self.tree.rows.ticked.connect(
            lambda places, wanted: document.leave_out(places, out=not wanted)
        )
        self.filter.textChanged.connect(self._look_for)
        self.tick_all.clicked.connect(lambda _=False: self._tick_shown(on=True))
        self.tick_none.clicked.connect(lambda _=False: self._tick_shown(on=False))
        self.environments.toggled.connect(lambda on: document.choose_environments(on=on))
        self.name.textChanged.connect(document.rename)
        self.take.clicked.connect(lambda _=False: self._import())
        self.cancel.clicked.connect(lambda _=False: self._leave())

    # ------------------------------------------------------------ laying out
    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_BETWEEN)
        self._row.addWidget(self._listed(), 1)
        self._row.addWidget(self.beside)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        whole.column.addLayout(self._row)
        self.column.addWidget(whole, 1)

    def _listed(self) -> Card:
        card = Card(self._tools.theme, 1)
        card.column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        head.addWidget(Label(tr("What comes in"), "heading"))
        head.addWidget(self.counted)
        head.addStretch(1)
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setAccessibleName(tr("Filter by name, address, auth or status"))
        Emptier(self._tools.theme, self.filter)
        self.filter.setMaximumWidth(self._tools.theme.px(_FILTER))
        set_tip(self.tick_all, tr("Tick all that are shown"))
        set_tip(self.tick_none, tr("Tick none of those that are shown"))
        head.addWidget(self.tick_all)
        head.addWidget(self.tick_none)
        head.addWidget(self.filter, 1)
        card.column.addLayout(head)
        card.column.addWidget(Line())
        card.column.addWidget(self.tree, 1)
        return card

    def _beside(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        document = self._document
        lost = [
            f"{each.text} ({each.times})" if each.times > 1 else each.text
            for each in lost_of(document.reading.losses)
        ]
        lost += document.reading.notes
        kept = [
            words
            for words in (script_words(document.collection), capture_words(document.collection))
            if words
        ]
        if lost or kept:
            column.addWidget(self._losses(lost, kept))
        if document.reading.secrets:
            column.addWidget(self._secrets())
        column.addWidget(self._place())
        column.addStretch(1)
        return pane

    def _losses(self, lost: list[str], kept: list[str]) -> Card:
        card = Card(self._tools.theme, 16)
        card.column.addWidget(
            Label(tr("What can't be carried over") if lost else tr("Scripts"), "heading")
        )
        for words in lost[:_MOST]:
            card.column.addWidget(InlineCheck(self._tools.theme, words, "odd"))
        if len(lost) > _MOST:
            more = tr_n("{count} more", "{count} more", len(lost) - _MOST)
            card.column.addWidget(Label(more, "quiet"))
        for words in kept:
            card.column.addWidget(InlineCheck(self._tools.theme, words, "info"))
        return card

    def _secrets(self) -> Card:
        card = Card(self._tools.theme, 16)
        names = secret_names(self._document.reading)
        title = tr_n("{count} secret found", "{count} secrets found", len(names))
        card.column.addWidget(Label(title, "heading"))
        for name in names[:_MOST]:
            card.column.addWidget(Label(name, "code"))
        told = tr_n(
            "It goes to the vault; the files get a reference.",
            "They go to the vault, the same one once; the files get references.",
            len(names),
        )
        card.column.addWidget(InlineCheck(self._tools.theme, told, "good"))
        return card

    def _place(self) -> Card:
        card = Card(self._tools.theme, 16)
        card.column.addWidget(Label(tr("Where it goes"), "heading"))
        card.column.addWidget(FieldLabel(tr("Name of the collection"), self.name))
        card.column.addWidget(self.name)
        if self._document.collection.environments:
            self.environments.setChecked(self._document.environments)
            card.column.addWidget(self.environments)
        else:
            self.environments.hide()
        self.empty = InlineCheck(self._tools.theme)
        card.column.addWidget(self.empty)
        told = tr("Imported before? Requests of the same id or name are updated, not doubled.")
        card.column.addWidget(InlineCheck(self._tools.theme, told, "info"))
        return card

    # ------------------------------------------------------------ showing
    def _look_for(self, text: str) -> None:
        self._fitting = fitting(self._every, text)
        self.tree.show_rows(self._fitting)
        self.tree.rows.show_left_out(self._document.left_out)

    def _tick_shown(self, *, on: bool) -> None:
        self._document.leave_out(places_of(self._fitting), out=not on)

    def _show(self) -> None:
        document = self._document
        coming, every = document.coming, count(document.collection)
        self.tree.rows.show_left_out(document.left_out)
        self.tree.viewport().update()
        self.counted.setText(
            tr_n(
                "{some} of {count} request",
                "{some} of {count} requests",
                every,
                some=count(coming),
            )
        )
        self.take.set_text(import_words(coming, update=False))
        self.take.setEnabled(bool(document.name) and bool(count(coming) or coming.environments))
        self.empty.show_check(_without_value(document), "odd")
        self.arrange()

    def _import(self) -> None:
        if not self.take.isEnabled():
            return
        named = msgspec.structs.replace(self._document.coming, name=self._document.name)
        self._tools.actions.run("show-requests")
        if self._tools.actions.run("import-collection", named):
            self._leave()

    def _leave(self) -> None:
        self._tools.tabs.close(self._document)


def _title(document: Document) -> str:
    assert isinstance(document, ImportDocument)  # noqa: S101 - as above
    return tr("Import “{name}”", name=document.collection.name)


def _lead(document: Document) -> str:
    assert isinstance(document, ImportDocument)  # noqa: S101 - as above
    known = (document.file or tr("Pasted"), title_of(document.reading.kind))
    facts = (*known, size(document.size)) if document.size else known
    return tr(
        "{facts}. Nothing is written until you import; nothing in it is run.",
        facts=", ".join(facts),
    )


def _environment_words(document: ImportDocument) -> str:
    return tr_n(
        "Bring in its {count} environment",
        "Bring in its {count} environments",
        len(document.collection.environments),
    )


def _without_value(document: ImportDocument) -> str:
    """Return which variables have no value, empty where all have one."""
    empty = [name for name, value in document.collection.variables.items() if not value]
    if not empty:
        return ""
    return tr_n(
        "{count} variable has no value: {names}",
        "{count} variables have no value: {names}",
        len(empty),
        names=", ".join(empty[:5]),
    )
