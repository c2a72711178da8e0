"""A card with a list of things to tick, a button beside its title if there is something to add."""

from PySide6.QtWidgets import QHBoxLayout

from inspector.gui.matrix.choice_list import ChoiceList
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.wording import tr


class ChoiceCard(Card):
    """`list`: what can be ticked. `top`: the line of the title. all: ticks or unticks each."""

    def __init__(self, theme: Theme, name: str, title: str, nothing: str = "") -> None:
        super().__init__(theme, 12)
        self.list = ChoiceList(theme, name, title)
        self.all = Button(theme, tr("Tick all"), "link")
        self.all.setObjectName(f"{name}_all")
        self._nothing = Label(nothing, "quiet", wrap=True)
        self.top = QHBoxLayout()
        self.top.setSpacing(4)
        heading = Label(title, "heading")
        heading.setBuddy(self.list)
        self.top.addWidget(heading, 1)
        self.top.addWidget(self.all)
        self.column.setSpacing(4)
        self.column.addLayout(self.top)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.list)
        self._title = title
        self.all.clicked.connect(self._turn_all)
        self.list.ticked.connect(self._renew)
        self._renew()

    def show_entries(
        self, entries: tuple[tuple[str, str], ...], chosen: frozenset[int] = frozenset()
    ) -> None:
        """List these."""
        self.list.show_entries(entries, chosen)
        self._renew()

    def _turn_all(self) -> None:
        every = frozenset(range(self.list.count()))
        self.list.tick(frozenset() if set(self.list.chosen()) == every else every)

    def _renew(self) -> None:
        count = self.list.count()
        whole = len(self.list.chosen()) == count
        self.all.set_text(tr("Untick all") if whole else tr("Tick all"))
        said = (
            tr("Untick all: {list}", list=self._title)
            if whole
            else tr("Tick all: {list}", list=self._title)
        )
        self.all.setAccessibleName(said)
        self.all.setVisible(count > 1)
        self.list.setVisible(count > 0)
        self._nothing.setVisible(not count and bool(self._nothing.text()))
