"""The user guide: chapters at the left, the chosen one at the right, in the theme's colours."""

from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from inspector.gui.help.guide_layout import lay_out
from inspector.gui.help.guide_text import Chapter, chapters
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.nav_list import NavList
from inspector.gui.widgets.page import Page
from inspector.wording import tr

_WIDEST = 820


class GuideView(Page):
    """Up and Down in the list of chapters show another one."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, parent=parent)
        self._tools = tools
        self._chapters: tuple[Chapter, ...] = ()
        self.list = NavList(tools.theme, tr("Chapters"))
        self.list.setObjectName("guide_chapters")
        self.text = QTextBrowser()
        self.text.setObjectName("guide_text")
        self.text.setAccessibleName(tr("Chapter"))
        self.text.setOpenLinks(False)
        set_kind(self.text, "bare")
        self._card = Card(tools.theme, 16)
        self._card.column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self._card, 10)
        row.addStretch(1)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(QDesktopServices.openUrl)
        tools.theme.changed.connect(self._renew)
        tools.background.compute(chapters).succeeded.connect(self._fill)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the room to the text."""
        super().resizeEvent(event)
        self.list.set_room(event.size().width())

    def _fill(self, found: tuple[Chapter, ...]) -> None:
        self._chapters = found
        self.list.show_titles(tuple(each.title for each in found))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._chapters):
            self.text.setAccessibleName(self._chapters[row].title)
            lay_out(self.text.document(), self._chapters[row].text, self._tools.theme)
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _renew(self) -> None:
        self._card.setMaximumWidth(self._tools.theme.px(_WIDEST))
        self._show(self.list.currentRow())
