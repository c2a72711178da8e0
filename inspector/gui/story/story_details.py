"""The details below a story: bytes of the chosen event, and what differs from the accepted one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_view import ExchangeView
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Icon, Label, Picture, TitleLabel
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.story.details import Details
from inspector.wording import tr

_LEAST = 120
_BYTES, _CONTRASTS = 8, 5
_LINE = 21
_NARROW = 680


class StoryDetails(Card):
    """open_asked(entry): show it at the byte. compare_asked(entry, other)."""

    open_asked = Signal(int)
    compare_asked = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 0)
        self.setObjectName("story_details")
        self.setAccessibleName(tr("Details of the chosen event"))
        self._details: Details | None = None
        self._comparing = True
        self._icon = Picture()
        self._title = TitleLabel("", "heading")
        self._lead = Label("", "small", wrap=True)
        self._open = Button(theme, tr("Open at the byte"), "link", "external-link")
        self._open.setObjectName("story_open")
        self._compare = Button(theme, tr("Compare"), "link", "columns-3")
        self._compare.setObjectName("story_compare_chosen")
        self.view = ExchangeView(theme)
        self.view.setObjectName("story_bytes")
        self.view.setAccessibleName(tr("Bytes of the chosen event"))
        self.view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.view.setMinimumHeight(theme.px(2 * _LINE))
        self._against = Label("", "field")
        self._side = QWidget()
        self._grid = QGridLayout()
        self._arrange()
        self._open.clicked.connect(self._ask)
        self._compare.clicked.connect(self._ask_comparison)
        theme.changed.connect(self._restyle)
        self.setMinimumHeight(theme.px(_LEAST))

    def make_plain(self) -> None:
        """Lie in another card, where nothing is compared."""
        self.set_frame(on=False)
        self._comparing = False

    @property
    def shown(self) -> Details | None:
        """What is shown."""
        return self._details

    def show_details(self, said: Details) -> None:
        """Show what is said of an event."""
        self._details = said
        self._title.setText(said.title)
        self._lead.setText(said.lead)
        set_tip(self._lead, said.lead)
        self.view.show_lines(said.lines)
        self._compare.setVisible(self._comparing and said.other >= 0)
        if said.other >= 0:
            one, other = sorted((said.entry + 1, said.other + 1))
            self._compare.set_text(tr("Compare {one} with {other}", one=one, other=other))
        self._against.setText(said.against)
        self._side.setVisible(bool(said.against))
        self._show_contrasts(said)
        self._restyle()

    def _show_contrasts(self, said: Details) -> None:
        clear(self._grid)
        for number, each in enumerate(said.contrasts):
            name, token = ("equal", "text3") if each.same else ("equal-not", "err")
            icon = Icon(self._theme, name, token, 14)
            what = Label(each.what, "quiet" if each.same else "field")
            text = Label(each.text, "small", wrap=True)
            sign = tr("same") if each.same else tr("differs")
            text.setAccessibleName(f"{each.what}, {sign}: {each.text}")
            self._grid.addWidget(icon, number, 0)
            self._grid.addWidget(what, number, 1)
            self._grid.addWidget(text, number, 2)
        for part in self._side.findChildren(QWidget):
            part.ensurePolished()

    def _ask(self) -> None:
        if self._details is not None:
            self.open_asked.emit(self._details.entry)

    def _ask_comparison(self) -> None:
        if self._details is not None:
            self.compare_asked.emit(self._details.entry, self._details.other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the parts below each other where there is little room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_NARROW)
        for part in (self._head, self._body):
            part.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _restyle(self) -> None:
        said = self._details
        self.setMinimumHeight(self._theme.px(_LEAST))
        if said is not None:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(said.icon, said.colour, 16, ratio))

    def _arrange(self) -> None:
        words, links = QHBoxLayout(), QHBoxLayout()
        for row in (words, links):
            row.setSpacing(8)
        for part in (self._icon, self._title, self._lead):
            words.addWidget(part)
        words.setStretch(2, 1)
        for link in (self._open, self._compare):
            links.addWidget(link)
        links.addStretch(1)
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(16, 8, 12, 0)
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addLayout(links)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(8, 8, 16, 8)
        side.setSpacing(4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        side.addWidget(self._against)
        side.addLayout(self._grid)
        side.addStretch(1)
        self._body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setContentsMargins(1, 0, 0, 2)
        body.setSpacing(12)
        body.addWidget(self.view, _BYTES)
        body.addWidget(self._side, _CONTRASTS, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addLayout(body, 1)
