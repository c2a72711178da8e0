"""The sidebar of the vault: search, kinds with their counts, cookies, the state of the store."""

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspector.gui.forms.line_icon import LineIcon
from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM
from inspector.gui.vault.vault_document import VaultDocument, open_vault_page, vault_page
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.widgets.painting import inset
from inspector.presentation.vault.secret_rows import shown
from inspector.presentation.vault.secret_words import kinds, store_look, store_title
from inspector.vault.backends import can_lock
from inspector.vault.store import VaultStatus
from inspector.wording import tr

HEIGHT = 31
_SIDE = 14


class StoreFoot(Card):
    """The state of the store in words, and the way to what can be done."""

    _told = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 12)
        self.setObjectName("vault_store")
        self._tools = tools
        self._icon = Picture()
        self.title = Label("", "strong", wrap=True)
        self.text = Label("", "small", wrap=True)
        self.act = Button(tools.theme, "", "link")
        self.act.setObjectName("store_primary")
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self.title, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.text)
        self.column.addWidget(self.act)
        self.act.clicked.connect(lambda _=False: self._do())
        # The vault tells on its own thread; the signal brings it to the window's.
        self._told.connect(self._show)
        self.destroyed.connect(tools.vault.on_status(self._hear))
        tools.theme.changed.connect(self._renew)  # a lambda would outlive the panel
        self._show(tools.vault.status)

    def _hear(self, status: VaultStatus) -> None:
        try:
            self._told.emit(status)
        except RuntimeError:
            return  # the panel is gone already

    def _renew(self) -> None:
        self._show(self._tools.vault.status)

    def _show(self, status: VaultStatus) -> None:
        icon, ink = store_look(status)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._tools.theme.pixmap(icon, ink, 16, ratio))
        self.title.setText(store_title(status))
        self.text.setText(status.text)
        words = {
            "file": tr("Lock"),
            "keyring": tr("Lock") if can_lock() else "",
            "memory": tr("Look again"),
            "locked": tr("Unlock") if status.keyring else "",
            "refused": tr("Try again"),
        }
        word = words.get(status.kind, "")
        self.act.set_text(word)
        self.act.setVisible(bool(word))

    def _do(self) -> None:
        vault = self._tools.vault
        is_open = vault.status.kind in {"file", "keyring"}
        self._tools.background.follow(vault.lock() if is_open else vault.choose_again())


class VaultPanel(SidebarPanel):
    """Narrows what the page lists; the page's tab owns what is looked for."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("Vault"))
        self._tools = tools
        self._followed: VaultDocument | None = None
        self.filter = QLineEdit()
        self.filter.setObjectName("vault_filter")
        self.filter.setPlaceholderText(tr("Find by name or host"))
        self.filter.setAccessibleName(tr("Find a secret by name, host or kind"))
        LineIcon(self._tools.theme, self.filter, "search")
        self.kinds = PlainList("vault_kinds", tr("Kinds of secrets"))
        self.kinds.setMouseTracking(True)
        self.kinds.setItemDelegate(_painter(tools.theme, self.kinds))
        set_kind(self.kinds, "rows")
        self.cookies = Button(tools.theme, tr("Cookies"), "link", "cookie")
        self.cookies.clicked.connect(lambda _=False: tools.actions.run("cookies"))
        self.foot = StoreFoot(tools)
        self.column.setContentsMargins(0, 8, 0, 10)
        self.column.setSpacing(8)
        for widget, left, stretch in (
            (self.filter, _SIDE, 0),
            (self.kinds, _SIDE - 4, 1),  # its rows begin a little inside
            (self.cookies, _SIDE - 4, 0),
            (self.foot, _SIDE, 0),
        ):
            self.column.addLayout(inset(widget, left, 8), stretch)
        self.filter.textChanged.connect(lambda text: self._page().look_for(text))
        self.kinds.activated.connect(self._choose)
        self.kinds.clicked.connect(self._choose)
        tools.tabs.opened.connect(lambda _document, _index: self._follow())
        self._follow()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the counts as they are now."""
        super().showEvent(event)
        self._show()

    def look_for(self, text: str) -> None:
        """Show what fits a text."""
        self.filter.setText(text)

    def _page(self) -> VaultDocument:
        return vault_page(self._tools) or open_vault_page(self._tools)

    def _follow(self) -> None:
        page = vault_page(self._tools)
        if page is not None and page is not self._followed:
            self._followed = page
            page.renewed.connect(self._show)
            page.look_for(self.filter.text())

    def _show(self) -> None:
        page = vault_page(self._tools)
        rows = page.rows if page is not None else ()
        height = self._tools.theme.row(HEIGHT)
        counts = [(each, len(shown(rows, "", each[0]))) for each in kinds()]
        self.kinds.show_rows(
            tuple(_row(each, count, height) for each, count in counts if count or not each[0])
        )
        chosen = page.group if page is not None else ""
        names = [row.record[0][0] for row in self.kinds.plain.rows if isinstance(row.record, tuple)]
        self.kinds.setCurrentRow(names.index(chosen) if chosen in names else 0)

    def _choose(self, index: QModelIndex) -> None:
        kind: tuple[tuple[str, str, str], int] = self.kinds.plain.record(index)
        page = self._page()
        self._tools.tabs.activate(page)
        page.choose_group(kind[0][0])


def _row(kind: tuple[str, str, str], count: int, height: int) -> PlainRow:
    cell = PlainCell(text=tr("{kind}, {count}", kind=kind[2], count=count))
    return PlainRow(cells=(cell,), record=(kind, count), height=height)


def _painter(theme: Theme, view: QWidget) -> RowPainter:
    return RowPainter(theme, view, RowShape(rooms=_rooms), _look)


def _rooms(theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    left = rect.x() + theme.px(10)
    return (QRect(left, rect.y(), rect.right() - left - theme.px(10), rect.height()),)


def _look(index: Index, chosen: bool) -> Row | None:  # noqa: FBT001 - as the painter calls it
    record = record_at(index)
    if not isinstance(record, tuple):
        return None
    (name, icon, word), count = record
    ink = "accent" if chosen else "warn" if name == "look" else "text2"
    line = RowLine(
        left=(Part(icon=icon, ink=ink, icon_size=15, gap=11),),
        main=Part(text=word, size=13, weight=MEDIUM, ink="accent" if chosen else "text"),
        right=(Part(text=str(count), ink="text2"),),
    )
    return Row(lines=(line,))
