"""The documentation of a folder or collection: written as Markdown, read as plain blocks."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from inspector.gui.compose.docs_tab import Documentation
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.library.collections import Collections
from inspector.gui.library.passing_on import PassingOn
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.page import Page
from inspector.presentation.library.nodes import Node
from inspector.wording import tr


class FolderDocsDocument(Document):
    """topic: the key of the folder's row."""

    def __init__(self, node: Node) -> None:
        super().__init__("folder-docs", tr("About {name}", name=node.name), node.key)
        self.name = node.name


class FolderDocsPage(Page):
    """What is written is kept in the folder's file as soon as its field is left."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        assert isinstance(document, FolderDocsDocument)  # noqa: S101 - the screen's kind says so
        lead = tr("What stands here lies in the folder's file, for everybody who works with it.")
        super().__init__(document.name, lead, parent)
        self._key = document.topic
        self._owner = tools.shared.of(Collections, lambda: Collections(tools))
        self._files = PassingOn(tools, self._owner)
        self.add_icon(tools.theme, "file-text")
        self.turn = Button(tools.theme, tr("Edit"), "secondary", "pencil")
        self.turn.setCheckable(True)
        self.add_action(self.turn)
        self.read = Documentation(tools.theme)
        self.text = CodeEdit(tools.theme, tr("Documentation, as Markdown"))
        self.text.setPlaceholderText(tr("What these requests are for, in Markdown."))
        self.text.setTabChangesFocus(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.read)
        self._stack.addWidget(self.text)
        self.column.addLayout(self._stack, 1)
        self.setFocusProxy(self.turn)
        self.text.left.connect(self._keep)
        self.turn.toggled.connect(self._turn)
        self._owner.changed.connect(self._show)
        self._shown = ""
        self._show()
        self.turn.setChecked(not self._shown)

    def _node(self) -> Node | None:
        return self._owner.by_key.get(self._key)

    def _show(self) -> None:
        """Show what the file says; what is being typed stays."""
        node = self._node()
        self.turn.setEnabled(node is not None)
        if node is None:
            return
        if self.text.toPlainText() == self._shown:
            self.text.show_text(node.description, json=False)
            self._shown = node.description
        self.read.show_text(self.text.toPlainText())

    def _keep(self) -> None:
        node, text = self._node(), self.text.toPlainText()
        if node is not None and text != node.description:
            self._files.describe(node, text)
        self._shown = text
        self.read.show_text(text)

    def _turn(self, editing: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.turn.set_text(tr("Read") if editing else tr("Edit"))
        if not editing:
            self._keep()
        self._stack.setCurrentIndex(int(editing))
        if editing:
            self.text.setFocus()
