"""About the program: its version, Qt's, and the licences with the places of their texts."""

import sys

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QGridLayout

from inspector import __version__
from inspector.gui.help.licences import licences
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.page import Page
from inspector.wording import tr


class AboutView(Page):
    """Facts for a report, and who made the parts."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("About Request Inspector"))
        card = Card(tools.theme)
        grid = QGridLayout()
        for row, (name, value) in enumerate(versions()):
            grid.addWidget(Label(name, "field"), row, 0)
            grid.addWidget(Label(value, "body"), row, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        self.column.addWidget(card)
        parts = Card(tools.theme)
        for each in licences():
            parts.column.addWidget(Label(f"{each.part}: {each.licence}", "body"))
        self.column.addWidget(parts)
        self.column.addStretch(1)


def versions() -> tuple[tuple[str, str], ...]:
    """Return what a report should name."""
    return (
        (tr("Version"), __version__),
        ("Qt", qVersion()),
        ("Python", sys.version.split()[0]),
    )
