"""A list of what is set for hosts: a row each, and the form that adds or changes one."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import bring_soon
from inspector.model.collection import Problem
from inspector.model.request import PerHost
from inspector.model.secret import references
from inspector.settings.per_host import Entry, reject
from inspector.wording import tr

_NEW = -1
_GAP = 8


class Words(NamedTuple):
    """What one list says; switch, gone: of one host."""

    title: str
    said: str
    add: str
    switch: Callable[[str], str]
    gone: Callable[[str], str]


def host_field(name: str) -> FormField:
    """Return the field of the pattern; name: of the list."""
    return FormField(
        "host",
        tr("Host"),
        placeholder="*.example.com:8443",
        hint=tr("A name, “*.” and a domain for all below it, or “*”. The most precise counts."),
        object_name=f"{name}_host",
    )


def environment_field(name: str) -> FormField:
    """Return the field of the environment; name: of the list."""
    return FormField(
        "environment",
        tr("Only in the environment"),
        placeholder=tr("in every one"),
        object_name=f"{name}_environment",
    )


class HostListCard(Card):
    """Each change counts at once and is written to the file behind it. name: of the list."""

    name = ""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools, self._owner = tools, tools.per_host
        self._at: int | None = None
        self.switches: list[QCheckBox] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(_GAP)
        self.form = FieldForm(self.fields(), tools)
        self.check = InlineCheck(tools.theme)
        self.add = Button(tools.theme, self.words().add, "secondary", "plus")
        self.add.setObjectName(f"{self.name}_add")
        self.keep = Button(tools.theme, tr("Keep"), "primary")
        self.keep.setObjectName(f"{self.name}_keep")
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self._lay_out()
        self.add.clicked.connect(partial(self._begin, _NEW))
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self._end)
        self.destroyed.connect(self._owner.on_change(self._renew))
        self._end()
        self._renew()

    # ------------------------------------------------------------ what one list declares
    @abstractmethod
    def words(self) -> Words:
        """Return what the list says."""

    @abstractmethod
    def fields(self) -> tuple[FormField, ...]:
        """Return what is asked for of one entry."""

    @abstractmethod
    def entries(self) -> tuple[Entry, ...]:
        """Return what is in the list."""

    @abstractmethod
    def with_entries(self, entries: tuple[Entry, ...]) -> PerHost:
        """Return all that is set for hosts, with other entries in this list."""

    @abstractmethod
    def new(self) -> Entry:
        """Return an empty entry."""

    @abstractmethod
    def shown(self, entry: Entry) -> dict[str, object]:
        """Return the values of the fields for an entry."""

    @abstractmethod
    def typed(self, before: Entry) -> Entry:
        """Return the entry as it is typed; before: what it was."""

    @abstractmethod
    def described(self, entry: Entry) -> str:
        """Return what a row says below the host."""

    # ------------------------------------------------------------ how it looks
    def _lay_out(self) -> None:
        buttons = FlowLayout(gap=_GAP)
        for each in (self.add, self.keep, self.cancel):
            buttons.addWidget(each)
        self.column.addWidget(Label(self.words().title, "heading"))
        self.column.addWidget(Label(self.words().said, "small", wrap=True))
        self.column.addLayout(self._rows)
        self.column.addWidget(self.form)
        self.column.addWidget(self.check)
        self.column.addLayout(buttons)

    def _renew(self) -> None:
        clear(self._rows)
        self.switches = []
        for at, entry in enumerate(self.entries()):
            self._rows.addWidget(self._row(at, entry))

    def _row(self, at: int, entry: Entry) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        switch = QCheckBox()
        switch.setObjectName(f"{self.name}_{at}_enabled")
        switch.setAccessibleName(self.words().switch(entry.host))
        switch.setChecked(entry.enabled)
        switch.toggled.connect(partial(self._switch, at))
        self.switches.append(switch)
        line.addWidget(switch)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(entry.host, "field"))
        words.addWidget(Label(self.described(entry), "small", wrap=True))
        line.addLayout(words, 1)
        for button in self._buttons(at, entry):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self, at: int, entry: Entry) -> Iterator[IconButton]:
        theme = self._tools.theme
        change = IconButton(theme, "pencil", tr("Change the entry for {host}", host=entry.host))
        change.setObjectName(f"{self.name}_{at}_change")
        change.clicked.connect(partial(self._begin, at))
        yield change
        away = IconButton(theme, "trash-2", tr("Remove the entry for {host}", host=entry.host))
        away.setObjectName(f"{self.name}_{at}_remove")
        away.clicked.connect(partial(self._remove, at))
        yield away

    # ------------------------------------------------------------ one entry
    def _begin(self, at: int, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        """Show the form, filled in with an entry or empty."""
        self._at = at
        self.form.show_values(self.shown(self._entry(at)))
        self._show_form(on=True)
        self.form.main("host").setFocus(Qt.FocusReason.OtherFocusReason)
        bring_soon(self.keep)

    def _entry(self, at: int) -> Entry:
        return self.new() if at == _NEW else self.entries()[at]

    def _end(self) -> None:
        self._at = None
        self._show_form(on=False)

    def _show_form(self, *, on: bool) -> None:
        self.check.show_check("")
        self.form.setVisible(on)
        self.keep.setVisible(on)
        self.cancel.setVisible(on)
        self.add.setVisible(not on)

    def _keep(self) -> None:
        at = self._at
        if at is None:
            return
        entry = self.typed(self._entry(at))
        if wrong := reject(entry):
            self.check.show_check(wrong, "bad")
            return
        every = list(self.entries())
        if at == _NEW:
            every.append(entry)
        else:
            every[at] = entry
        self._end()
        self._take(tuple(every))
        self._tools.background.follow(self._tools.vault.persist(tuple(references(entry))))

    def _switch(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's
        every = list(self.entries())
        every[at] = msgspec.structs.replace(every[at], enabled=on)
        self._take(tuple(every))
        self.switches[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, at: int, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        before = self.entries()
        self._end()
        self._take((*before[:at], *before[at + 1 :]))
        said = self.words().gone(before[at].host)
        self._tools.notices.offer_undo(said, tr("Undo"), lambda: self._take(before))

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self._owner.replace(self.with_entries(entries))
        saved = self._tools.background.compute(self._owner.save)
        saved.succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())
