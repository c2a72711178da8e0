"""The Mock lab: scenarios at the left, the chosen one and the request log at the right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.mocklab.lab_tabs import LabTabs
from inspector.gui.mocklab.scenario_card import ScenarioCard
from inspector.gui.mocklab.scenario_entries import ScenarioEntry, scenario_entries
from inspector.gui.mocklab.scenario_list import ScenarioList
from inspector.gui.mocklab.server_bar import ServerBar
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.page import Page
from inspector.wording import tr

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
