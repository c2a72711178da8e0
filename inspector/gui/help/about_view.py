"""About the program: its version, Qt's, and the licences with the places of their texts."""

import platform
import sys

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector import __version__
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import ExactLabel, Label
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.help.licences import Licence, licences, packages
from inspector.settings.places import Places
from inspector.wording import tr

_WIDEST = 820


class AboutView(Page):
    """Facts for a report, and what the program is made of."""

    def __init__(self, _document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("About Request Inspector"),
            tr("Says why a request got a 401, proves it with bytes, offers a fix."),
            parent,
        )
        self._tools = tools
        self.copy_button = Button(tools.theme, tr("Copy versions"), "secondary", "copy")
        self.copy_button.clicked.connect(self._copy)
        self.add_action(self.copy_button)
        scrolled = Scrolled()
        scrolled.column.setContentsMargins(0, 0, 0, 0)
        scrolled.column.addWidget(Label(tr("Versions and places"), "heading"))
        scrolled.column.addWidget(self._facts())
        scrolled.column.addWidget(Label(tr("Licences"), "heading"))
        scrolled.column.addWidget(self._licences())
        scrolled.column.addStretch(1)
        self._scrolled = scrolled
        self.column.addWidget(scrolled, 1)
        self.setFocusProxy(self.copy_button)
        tools.theme.changed.connect(self._renew)
        self._renew()

    def _facts(self) -> QWidget:
        card = Card(self._tools.theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for row, (name, value) in enumerate(facts(self._tools.places)):
            text = ExactLabel(value, "body")
            set_tip(text, value)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            text.setAccessibleName(f"{name}: {value}")
            grid.addWidget(Label(name, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        return card

    def _licences(self) -> QWidget:
        self._parts = Card(self._tools.theme)
        self._add(licences())
        self._tools.background.compute(packages).succeeded.connect(self._add)
        return self._parts

    def _add(self, parts: tuple[Licence, ...]) -> None:
        for each in parts:
            if self._parts.column.count():
                self._parts.column.addWidget(Line())
            self._parts.column.addLayout(self._licence(each))

    def _licence(self, one: Licence) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        what = tr("{purpose}, licence {licence}", purpose=one.what, licence=one.licence)
        grid.addWidget(Label(one.part, "heading", wrap=True), 0, 0)
        grid.addWidget(Label(what, "small", wrap=True), 1, 0)
        if one.text or one.url:
            grid.addWidget(self._opener(one), 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _opener(self, one: Licence) -> Button:
        button = Button(self._tools.theme, tr("Open text"), "small", "external-link")
        button.setAccessibleName(tr("Open the licence of {part}", part=one.part))
        place = QUrl.fromLocalFile(str(one.text)) if one.text else QUrl(one.url)
        set_tip(button, str(one.text or one.url))
        button.clicked.connect(lambda _=False: QDesktopServices.openUrl(place))
        return button

    def _copy(self) -> None:
        copy_text("\n".join(f"{name}: {value}" for name, value in versions()))
        self._tools.notices.say(tr("Copied the versions."))

    def _renew(self) -> None:
        self._scrolled.limit(self._tools.theme.px(_WIDEST))


def versions() -> tuple[tuple[str, str], ...]:
    """Return what a report should name."""
    import PySide6  # noqa: PLC0415 - its number only

    return (
        (tr("Request Inspector"), __version__),
        ("Qt", qVersion()),
        ("PySide6", PySide6.__version__),
        ("Python", sys.version.split()[0]),
        (tr("System"), f"{platform.system()} {platform.release()}"),
    )


def facts(where: Places) -> tuple[tuple[str, str], ...]:
    """Return the versions, and where the program keeps its files."""
    return (
        *versions(),
        (tr("Settings"), str(where.settings)),
        (tr("Collections"), str(where.collections)),
        (tr("Log"), str(where.log)),
    )
