"""The Mock lab: scenarios at the left, the chosen one and the request log at the right."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.spin import inset
from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.mocklab.lab_tabs import LabTabs
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import ExactLabel, FieldLabel, InlineCheck, Label, Picture
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.practice.scenario_entries import ScenarioEntry, scenario_entries
from inspector.wording import tr

# ---------------- Whether the practice server runs, where, on which port; starts and stops it
_LAST_PORT = 65535
_PORT_WIDTH = 108


class ServerBar(Card):
    """Follows the owner of the server; the port counts at the next start."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 12)
        self._tools = tools
        self._icon = Picture()
        self.state = Label("", "heading")
        self.state.setObjectName("lab_state")
        self.address = ExactLabel(wrap=False)
        self.copy_button = IconButton(tools.theme, "copy", tr("Copy the address"), 14)
        self.port = QSpinBox()
        inset(self.port)
        self.port.setObjectName("lab_port")
        self.port.setRange(0, _LAST_PORT)
        self.port.setSpecialValueText(tr("Any free"))
        set_tip(self.port, tr("0 takes any free port."))
        self.switch = Button(tools.theme, tr("Start"), "secondary", "play")
        self.switch.setObjectName("lab_switch")
        self.check = InlineCheck(tools.theme)
        self._lay_out()
        self.switch.clicked.connect(self._switch)
        self.copy_button.clicked.connect(self._copy)
        tools.lab.changed.connect(self._show)
        tools.theme.changed.connect(self._show)
        self._show()

    def start(self) -> None:
        """Start the server on the chosen port."""
        self.switch.setEnabled(False)
        job = self._tools.lab.start(self.port.value())
        job.failed.connect(self._say_failure)
        job.ended.connect(self._show)

    def _lay_out(self) -> None:
        self._left = _group(self._icon, self.state, self.address, self.copy_button)
        self._right = _group(FieldLabel(tr("Port"), self.port), self.port, self.switch)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._row)
        self.column.addWidget(self.check)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two lines where one is too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        sides = self.column.contentsMargins()
        room = self.width() - sides.left() - sides.right() - 2 * self._row.spacing()
        wanted = self._left.sizeHint().width() + self._right.sizeHint().width()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wanted <= room else ways.TopToBottom)

    def _switch(self) -> None:
        lab = self._tools.lab
        lab.wanted = not lab.address
        if lab.address:
            lab.stop()
        else:
            self.start()

    def _show(self) -> None:
        address = self._tools.lab.address
        self.state.setText(tr("Runs at") if address else tr("Not running"))
        self.address.setText(address)
        for widget in (self.address, self.copy_button):
            widget.setVisible(bool(address))
        if address:
            self.check.show_check("")
        self.switch.set_text(tr("Stop") if address else tr("Start"))
        self.switch.set_icon("square" if address else "play")
        self.switch.setEnabled(True)
        self.port.setEnabled(not address)
        self.port.setFixedWidth(self._tools.theme.px(_PORT_WIDTH))
        look = ("circle-check", "ok") if address else ("circle-dashed", "text3")
        self._icon.setPixmap(self._tools.theme.pixmap(*look, 16, self.devicePixelRatioF()))
        self._arrange()

    def _say_failure(self, error: Exception) -> None:
        problem = getattr(error, "problem", None)
        if problem is None:
            raise error
        self._tools.lab.wanted = False
        self.check.show_check(f"{problem.what} {problem.todo}", "bad")

    def _copy(self) -> None:
        copy_text(self._tools.lab.address)
        self._tools.notices.say(tr("Copied the address of the practice server."))


def _group(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return group


# ---------------- The list of scenarios: icon of the family, title, and what the server does
_ICON, _PAD, _TEXT_LEFT = 18, 10, 38
_TITLE, _LINE = 20, 17
_ROW = 2 * _PAD + _TITLE + 2 * _LINE


class ScenarioList(PlainList):
    """`currentRowChanged` tells which one is chosen; `chosen` is its entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("scenario_list", tr("Scenarios"))
        self._theme = theme
        shape = RowShape(rooms=_rooms, size=_size, radius=8)
        painter = RowPainter(theme, self, shape, lambda at, chosen: _look(at, chosen=chosen))
        self.setItemDelegate(painter)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        set_kind(self, "rows")
        theme.changed.connect(self._renew)

    @property
    def chosen(self) -> ScenarioEntry | None:
        """The entry of the current row."""
        entry = self.record()
        return entry if isinstance(entry, ScenarioEntry) else None

    def show_entries(self, entries: tuple[ScenarioEntry, ...]) -> None:
        """List these; the first one is chosen."""
        self.show_rows(tuple(_row(entry) for entry in entries))
        self.setCurrentRow(0)

    def choose(self, slug: str) -> None:
        """Choose the scenario of that name, if it is listed."""
        for place, row in enumerate(self.plain.rows):
            if isinstance(row.record, ScenarioEntry) and row.record.slug == slug:
                self.setCurrentRow(place)

    def _renew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _row(entry: ScenarioEntry) -> PlainRow:
    return PlainRow(cells=(PlainCell(text=entry.title, told=entry.description),), record=entry)


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(theme.px(180), theme.px(_ROW))


def _rooms(theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    px = theme.px
    words = rect.adjusted(px(_TEXT_LEFT), px(_PAD), -px(_PAD) + 1, -px(_PAD))
    fonts = (theme.font(13, SEMIBOLD), theme.font(12))
    title, text = (QFontMetrics(font).height() for font in fonts)
    upper = QRect(words.x(), words.y(), words.width(), title)
    step = px(_LINE)
    top = words.y() + px(_TITLE) - (step - text + 1) // 2  # words stand at the top of their line
    return upper, QRect(words.x(), top, words.width(), 2 * step)


def _look(index: Index, *, chosen: bool) -> Row:
    entry: ScenarioEntry = record_at(index)
    lead = Part(icon=entry.icon, ink="accent" if chosen else "text2", icon_size=_ICON)
    title = RowLine(main=Part(text=entry.title, size=13, weight=SEMIBOLD))
    text = RowLine(main=Part(text=entry.description, ink="text2"), wrap=2)
    return Row(lines=(title, text), lead=lead, lead_at=(_PAD, _PAD + 1))


# ---------------- The chosen scenario
_DOWN = 5  # so that the icon stands in the middle of the title's first line


class ScenarioCard(Card):
    """`send`: the page's one filled button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._entry: ScenarioEntry | None = None
        self._icon = Picture()
        self._family = Label("", "small")
        self.title = Label("", "page-title", wrap=True)
        self.title.setObjectName("scenario_title")
        self._text = Label("", "body", wrap=True)
        self.send = Button(theme, tr("Send to it"), "primary", "send")
        self.send.setObjectName("lab_send")
        self.send.setEnabled(False)
        self._lay_out()
        theme.changed.connect(self._renew)

    def show_entry(self, entry: ScenarioEntry) -> None:
        """Show this scenario."""
        self._entry = entry
        self._family.setText(entry.family if entry.family != entry.title else "")
        self._family.setVisible(bool(self._family.text()))
        self.title.setText(entry.title)
        self._text.setText(entry.description)
        self.send.setEnabled(True)
        self._renew()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self._icon.setContentsMargins(0, _DOWN, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._family)
        words.addLayout(head)
        words.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _renew(self) -> None:
        if self._entry is not None:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(self._entry.icon, "accent", 18, ratio))


_LIST, _LEAST, _ABOVE, _NARROW = 300, 400, 160, 370
_ANY = 16_777_215  # no limit, as Qt writes it


class MockLabPage(Page):
    """The server runs on this computer only; starting it here keeps it until it is stopped."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(
            document.title, tr("A server on this computer that refuses in known ways."), parent
        )
        self._document = document
        self._tools = tools
        self.bar = ServerBar(tools)
        self.list = ScenarioList(tools.theme)
        self.card = ScenarioCard(tools.theme)
        self.tabs = LabTabs(tools)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(self._show)
        self.list.activated.connect(self.send)
        self.card.send.clicked.connect(self.send)
        tools.theme.changed.connect(self._renew)
        tools.background.compute(scenario_entries).succeeded.connect(self._fill)
        self._renew()

    def send(self) -> None:
        """Open a tab with the chosen scenario's request and send it."""
        entry = self.list.chosen
        if entry is not None:
            if not self._tools.lab.address:
                self.bar.start()
            self._tools.actions.run("demo", entry.slug)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the chosen scenario beside the list."""
        super().resizeEvent(event)
        self._renew()

    def _lay_out(self) -> None:
        self.column.addWidget(self.bar)
        scenarios = Card(self._tools.theme, 6)
        scenarios.column.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.card)
        right.addWidget(self.tabs, 1)
        self._body = QWidget()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(scenarios)
        row.addLayout(right, 1)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        whole.column.addWidget(self._body)
        self.column.addWidget(whole, 1)
        self._scenarios = scenarios

    def _fill(self, entries: tuple[ScenarioEntry, ...]) -> None:
        kept = self._document.left.get("scenario")
        self.list.show_entries(entries)
        self.list.choose(str(kept))

    def _show(self) -> None:
        entry = self.list.chosen
        if entry is not None:
            self._document.left["scenario"] = entry.slug
            self.card.show_entry(entry)
            self.tabs.replies.show_scenario(entry.slug)

    def _renew(self) -> None:
        """Stand the list beside the rest, above it where there is no room for both."""
        px, way = self._tools.theme.px, QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        wide = min(px(_LIST), max(px(_LIST) // 2, self.width() * 2 // 5))
        self._scenarios.setMinimumWidth(0 if narrow else wide)
        self._scenarios.setMaximumWidth(_ANY if narrow else wide)
        self._scenarios.setMaximumHeight(px(_ABOVE) if narrow else _ANY)
        self._scenarios.setMinimumHeight(px(_ABOVE) if narrow else 0)
        self._body.setMinimumHeight(px(_LEAST + _ABOVE * narrow))
