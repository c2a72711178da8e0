"""The chosen secret beside the list: its warnings, value, hosts, requests and facts."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.painting import clear
from inspector.presentation.vault.secret_rows import SecretRow
from inspector.presentation.vault.secret_words import answer_lines, end_lines
from inspector.protocol.dates import calendar_day
from inspector.wording import tr
from inspector.wording.dates import day


class SecretDetail(Card):
    """Tells what was asked for; the page carries it out.

    renamed(str), replaced(str), bound(str), unbound(str), opened(str), rotated(str: a day or
    nothing), delete_asked().
    """

    renamed = Signal(str)
    replaced = Signal(str)
    bound = Signal(str)
    unbound = Signal(str)
    opened = Signal(str)
    rotated = Signal(str)
    delete_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("vault_detail")
        self._theme = theme = tools.theme
        self.row: SecretRow | None = None
        self.name = QLineEdit()
        self.name.setObjectName("vault_name")
        self.name.setAccessibleName(tr("Name of the secret"))
        self.kind = Label("", "quiet", wrap=True)
        self.value = SecretEdit(theme, tools.choices, tr("Value of the secret"))
        self.locked = Label(tr("Locked: unlock the vault to see it."), "quiet", wrap=True)
        self._warnings, self._hosts, self._uses, self._facts = (_box() for _ in range(4))
        self.add_host = QLineEdit()
        self.add_host.setObjectName("vault_add_host")
        self.add_host.setPlaceholderText(tr("Add a host"))
        self.add_host.setAccessibleName(tr("Add a host that it may go to"))
        self.rotate = QLineEdit()
        self.rotate.setObjectName("vault_rotate")
        self.rotate.setPlaceholderText(tr("Rotate by, as 2026-12-31"))
        self.rotate.setAccessibleName(tr("The day by which to replace it, as 2026-12-31"))
        self.check = InlineCheck(theme)
        self.replace = Button(theme, tr("Replace"), "secondary", "refresh-cw")
        self.replace.setObjectName("vault_replace")
        self.delete = Button(theme, tr("Delete"), "danger", "trash-2")
        self.delete.setObjectName("vault_delete")
        self._typed = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self.name)
        column.addWidget(self.kind)
        column.addWidget(self._warnings)
        column.addWidget(FieldLabel(tr("Value"), self.value.line))
        column.addWidget(self.value)
        column.addWidget(self.locked)
        column.addWidget(Label(tr("May go to; any other host asks first"), "field", wrap=True))
        column.addWidget(self._hosts)
        column.addWidget(self.add_host)
        column.addWidget(self.check)
        column.addWidget(Label(tr("Used by"), "field"))
        column.addWidget(self._uses)
        column.addWidget(Line())
        column.addWidget(self._facts)
        column.addWidget(self.rotate)
        column.addStretch(1)
        buttons = FlowLayout()
        buttons.addWidget(self.replace)
        buttons.addWidget(self.delete)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._rename)
        self.value.edited.connect(self._take)
        self.value.line.editingFinished.connect(self._replace)
        self.replace.clicked.connect(lambda _=False: self._begin())
        self.delete.clicked.connect(lambda _=False: self.delete_asked.emit())
        self.add_host.returnPressed.connect(lambda: self.bound.emit(self.add_host.text()))
        self.rotate.editingFinished.connect(self._rotate)

    # ------------------------------------------------------------ what is shown
    def show_secret(self, row: SecretRow) -> None:
        """Show this one; what is being typed for the same one stays."""
        same = self.row is not None and self.row.ref == row.ref
        self.row, now = row, datetime.now(UTC)
        if not same:
            self._typed = ""
            self.check.show_check("")
            self.add_host.clear()
        if not (same and self.name.hasFocus()):
            self.name.setText(row.name)
        kind = row.kind
        self.kind.setText(", ".join(filter(None, (kind.name, kind.told))))
        is_open = row.secret.value is not None
        for widget in (self.value, self.replace):
            widget.setVisible(is_open)
        self.locked.setVisible(not is_open)
        self.value.set_secret(row.secret.text)
        by = row.secret.entry.rotate_by
        if not self.rotate.hasFocus():
            self.rotate.setText(by.isoformat() if by is not None else "")
        self._show_warnings(row)
        self._show_hosts(row)
        self._show_uses(row)
        self._show_facts(row, now)

    def fail(self, text: str) -> None:
        """Say why a host could not be added."""
        self.check.show_check(text, "bad")

    def host_added(self) -> None:
        """Make the field ready for another one."""
        self.add_host.clear()
        self.check.show_check("")

    def _show_warnings(self, row: SecretRow) -> None:
        column = self._emptied(self._warnings)
        for told in row.warnings:
            column.addWidget(InlineCheck(self._theme, told.cure, told.level))
        self._warnings.setVisible(bool(row.warnings))

    def _show_hosts(self, row: SecretRow) -> None:
        column = self._emptied(self._hosts)
        for host in row.hosts:
            line = QHBoxLayout()
            name = Label(host, "code")
            off = IconButton(self._theme, "x", tr("Take off {host}", host=host), 14)
            off.clicked.connect(lambda _=False, host=host: self.unbound.emit(host))
            line.addWidget(name, 1)
            line.addWidget(off)
            column.addLayout(line)
        if not row.hosts:
            column.addWidget(Label(tr("The first host that it is used for."), "small", wrap=True))

    def _show_uses(self, row: SecretRow) -> None:
        column = self._emptied(self._uses)
        for use in row.uses:
            title = f"{use.method} {use.title}".strip()
            button = Button(self._theme, title, "link", "arrow-up-right")
            button.set_room(self._theme.px(240))
            button.clicked.connect(lambda _=False, key=use.key: self.opened.emit(key))
            column.addWidget(button)
        if not row.uses:
            column.addWidget(Label(tr("No open or saved request uses it."), "small", wrap=True))

    def _show_facts(self, row: SecretRow, now: datetime) -> None:
        column, grid = self._emptied(self._facts), QGridLayout()
        grid.setColumnStretch(1, 1)
        entry = row.secret.entry
        facts = (
            (tr("Created"), day(entry.created) if entry.created is not None else ""),
            (tr("Ends"), " ".join(filter(None, end_lines(row, now)))),
            (tr("Last answer"), ", ".join(filter(None, answer_lines(row, now)))),
            (tr("Fingerprint"), row.secret.fingerprint),
            (tr("Same value"), ", ".join(row.same) or tr("none")),
            (tr("Kept"), tr("yes") if row.secret.kept else tr("for this run only")),
        )
        for at, (name, text) in enumerate(fact for fact in facts if fact[1]):
            grid.addWidget(Label(name, "quiet"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, "small", wrap=True), at, 1)
        column.addLayout(grid)

    def _emptied(self, box: QWidget) -> QVBoxLayout:
        layout = box.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made so
        clear(layout)
        return layout

    # ------------------------------------------------------------ what is done
    def _rename(self) -> None:
        if self.row is not None and self.name.text().strip() not in {"", self.row.name}:
            self.renamed.emit(self.name.text())

    def _begin(self) -> None:
        """Empty the field for a new value; Enter keeps it."""
        self.value.begin_typing()
        self.value.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, text: str) -> None:
        self._typed = text

    def _replace(self) -> None:
        if self._typed:
            typed, self._typed = self._typed, ""
            self.replaced.emit(typed)

    def _rotate(self) -> None:
        if self.row is None:
            return
        by = self.row.secret.entry.rotate_by
        if self.rotate.text().strip() != (by.isoformat() if by is not None else ""):
            self.rotated.emit(self.rotate.text().strip())


def read_day(text: str) -> date | None:
    """Return a day as it is typed. Raises ValueError."""
    return calendar_day(text) if text else None


def _box() -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return made
