"""The page of the vault: where secrets are kept, the list, and the chosen one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.forms.vault_card import VaultCard
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.vault.secret_detail import SecretDetail, read_day
from inspector.gui.vault.secret_form import SecretForm
from inspector.gui.vault.secret_list import ListHead, SecretList
from inspector.gui.vault.vault_document import VaultDocument
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.vault.secret_words import headline
from inspector.wording import tr, tr_n

_BESIDE, _NARROW_BESIDE = 320, 270
_ANY = 16_777_215  # Qt's own largest width
_OVER = 900  # width of the window below which the detail comes over the list
_DETAIL, _FORM = range(2)
_NEEDS_NOTHING = frozenset({"keyring", "file", "unopened"})


class VaultPage(Page):
    """What is shown is the document's; everything typed goes to it."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tr("Vault"), " ", parent)
        assert isinstance(document, VaultDocument)  # noqa: S101 - the screen's kind says so
        self._document = document
        self._tools = tools
        self.store = VaultCard(tools)
        self.head, self.list = ListHead(tools.theme), SecretList(tools.theme)
        self.detail = SecretDetail(tools)
        self.form = SecretForm(tools)
        self._is_over = False  # whether what stands beside comes over the list
        self._is_open = False  # and is there now
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self._show()

    def _lay_out(self) -> None:
        theme = self._tools.theme
        self.add_icon(theme, "vault")
        self.lead.setText(tr("Each goes to its own hosts only."))
        self.take_in = Button(theme, tr("Import .env"), "secondary", "file-up")
        self.take_in.setObjectName("vault_import")
        self.add = Button(theme, tr("Add secret"), "secondary", "plus")
        self.add.setObjectName("vault_add")
        for button in (self.take_in, self.add):
            self.add_action(button)
        card = Card(theme, 1)
        card.column.setSpacing(0)
        for widget in (self.head, Line(), self.list):
            card.column.addWidget(widget)
        empty = Card(theme, 16)
        self._nothing = EmptyState(
            theme,
            tr("No secrets here"),
            tr("What you type into a token, key or password field appears once it is kept."),
            "vault",
        )
        empty.column.addWidget(self._nothing)
        self._listed = QStackedWidget()
        self._listed.addWidget(card)
        self._listed.addWidget(empty)
        self._lay_out_side()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self._listed, 3)
        self._row.addWidget(self._side, 2)
        self.column.addWidget(self.store)
        self.column.addLayout(self._row, 1)

    def _lay_out_side(self) -> None:
        """Lay out what stands beside the list, or over it."""
        theme = self._tools.theme
        self.beside = QStackedWidget()
        for one in (self.detail, self.form):
            pane = Scrolled()
            pane.column.setContentsMargins(0, 0, 0, 0)
            pane.column.addWidget(one)
            self.beside.addWidget(pane)
        self.back = Button(theme, tr("Back to the list"), "link", "chevron-left")
        self.back.setObjectName("vault_back")
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.beside, 1)

    def _connect(self) -> None:
        document, detail = self._document, self.detail
        document.renewed.connect(self._show)
        self.head.sort_asked.connect(document.sort_by)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.list.delete_asked.connect(self._delete)
        self.list.rename_asked.connect(self._begin_rename)
        self.list.detail_asked.connect(self._open_detail)
        self.list.clicked.connect(lambda _index: self._come_over())
        self.back.clicked.connect(lambda _=False: self._back())
        detail.delete_asked.connect(self._delete)
        detail.renamed.connect(self._rename)
        detail.replaced.connect(self._replace)
        detail.bound.connect(self._bind)
        detail.unbound.connect(self._unbind)
        detail.rotated.connect(self._rotate)
        detail.opened.connect(document.open_use)
        self.add.clicked.connect(lambda _=False: self._open_form(file=False))
        self.take_in.clicked.connect(lambda _=False: self._open_form(file=True))
        self.form.taken.connect(self._add)
        self.form.left.connect(self._back)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew: time has passed."""
        super().showEvent(event)
        if not event.spontaneous():
            self._document.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what it needs; in little room the detail comes over it."""
        super().resizeEvent(event)
        self._is_over = self.window().width() < self._tools.theme.px(_OVER)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._is_over and self._is_open:
            self._back()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------ what is shown
    def _show(self) -> None:
        document = self._document
        self.title.setText(headline(document.rows) if document.loaded else tr("Vault"))
        self.store.setVisible(document.store.kind not in _NEEDS_NOTHING)
        self.head.show_order(document.sort, turned=document.turned)
        self.list.show_secrets(document.visible)
        self._listed.setCurrentIndex(0 if self.list.count() else 1)
        self._show_chosen()
        self.arrange()

    def _show_chosen(self) -> None:
        row = self.list.chosen
        if row is not None:
            self.detail.show_secret(row)
        self._share()

    def _share(self) -> None:
        """Show the list, or what was opened over it; with room for both, both."""
        something = self.list.chosen is not None or self.beside.currentIndex() != _DETAIL
        self._is_open = self._is_open and something
        if self._is_over:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY)
        else:
            self.stand_beside(self._row, self._side, self._tools.theme, _BESIDE, _NARROW_BESIDE)
        self._listed.setVisible(not (self._is_over and self._is_open))
        self._side.setVisible(something and (self._is_open or not self._is_over))
        self.back.setVisible(self._is_over)

    def _come_over(self) -> None:
        """Show the detail, or the form, where it has to come over the list."""
        self._is_open = True
        self._share()

    def _open_detail(self) -> None:
        self._come_over()
        self.detail.value.setFocus()

    # ------------------------------------------------------------ what is done
    def _begin_rename(self) -> None:
        self.beside.setCurrentIndex(_DETAIL)
        self._come_over()
        self.detail.name.selectAll()
        self.detail.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self, name: str) -> None:
        if (row := self.detail.row) is not None:
            self._document.rename(row, name)

    def _replace(self, value: str) -> None:
        if (row := self.detail.row) is not None:
            self._document.replace(row, value)

    def _bind(self, host: str) -> None:
        row = self.detail.row
        if row is None or not host.strip():
            return
        if self._document.bind(row, host):
            self.detail.host_added()
        else:
            self.detail.fail(tr("{host} is no host: enter a name as api.example.com.", host=host))

    def _unbind(self, host: str) -> None:
        if (row := self.detail.row) is not None:
            self._document.unbind(row, host)

    def _rotate(self, text: str) -> None:
        row = self.detail.row
        if row is None:
            return
        try:
            by = read_day(text)
        except ValueError:
            self.detail.fail(tr("{day} is no day: enter it as 2026-12-31.", day=text))
            return
        self.detail.check.show_check("")
        self._document.rotate_by(row, by)

    def _delete(self) -> None:
        if (row := self.list.chosen) is not None:
            self._document.delete(row)

    def _open_form(self, *, file: bool) -> None:
        self.beside.setCurrentIndex(_FORM)
        self._come_over()
        self.form.begin(file=file)

    def _add(self, values: dict[str, str]) -> None:
        self._document.add(values)
        said = tr_n("{count} secret was taken in.", "{count} secrets were taken in.", len(values))
        self._tools.notices.say(said)
        self._back()

    def _back(self) -> None:
        self.beside.setCurrentIndex(_DETAIL)
        self._is_open = False
        self._show_chosen()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
