"""The list of commands by menu with their keys, which can be changed below it."""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QEvent, QKeyCombination, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from inspector.gui.help.searched_page import Column, Group, Listed, SearchedPage
from inspector.gui.lists.plain_rows import PlainRow
from inspector.gui.screens.commands import menu_titles
from inspector.gui.state.actions import Actions, keys_text
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.model.collection import Problem
from inspector.wording import tr

_KEYS, _FIELD = 300, 220
_BETWEEN = "   "
_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_STANDARD = QKeySequence.StandardKey
_EDITING = (_STANDARD.Copy, _STANDARD.Cut, _STANDARD.Paste, _STANDARD.SelectAll)
_ALLOWED_ALONE = (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Pause)


class KeysField(QLineEdit):
    """Shows the keys pressed in it; Tab goes on as everywhere. pressed(QKeyCombination)."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setObjectName("shortcut_keys")
        self.setAccessibleName(tr("Keys of the command"))
        self.setPlaceholderText(tr("Press the keys here"))

    def event(self, event: QEvent) -> bool:
        """Take keys before they run the command that has them."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show what is pressed, once more than Ctrl, Shift or Alt is."""
        if event.key() not in _ALONE:
            self.setText(keys_text(QKeySequence(event.keyCombination())))
            self.pressed.emit(event.keyCombination())


class KeysCard(Card):
    """The keys of one command: pressed anew, taken from another one, none, or the usual ones.

    changed(): the settings are to be written.
    """

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 12)
        self.setObjectName("keys_card")
        self._tools = tools
        self._name = ""
        self._keys: QKeySequence | None = None
        self.title = Label("", "heading", wrap=True)
        self.field = KeysField()
        self.check = InlineCheck(tools.theme)
        self.use = Button(tools.theme, tr("Use these keys"), "primary", "check")
        self.none = Button(tools.theme, tr("No keys"), "secondary", "x")
        self.usual = Button(tools.theme, tr("Back to the usual keys"), "secondary", "rotate-cw")
        self._lay_out()
        self.field.pressed.connect(self._look)
        self.use.clicked.connect(self._take)
        self.none.clicked.connect(lambda: self._put([]))
        self.usual.clicked.connect(lambda: self._put(None))
        self.hide()

    def ask(self, name: str) -> None:
        """Show the keys of a command."""
        actions, self._name, self._keys = self._tools.actions, name, None
        keys, usual = actions.action(name).shortcuts(), actions.usual_keys(name)
        self.title.setText(actions.commands[name].text.replace("&", ""))
        self.field.setText(_BETWEEN.join(map(keys_text, keys)))
        self.use.setEnabled(False)
        self.use.set_text(tr("Use these keys"))
        self.none.setEnabled(bool(keys))
        self.usual.setEnabled(keys != usual)
        said = _BETWEEN.join(map(keys_text, usual))
        changed = tr("Usually: {keys}", keys=said) if said else tr("Usually it has no keys.")
        self.check.show_check(changed if keys != usual else "")
        self.show()

    def _look(self, pressed: QKeyCombination) -> None:
        """Say whether the keys can be taken, and who has them."""
        actions = self._tools.actions
        self._keys = keys = QKeySequence(pressed)
        wrong, holder = reject(pressed), actions.holder(keys, self._name)
        self.use.setEnabled(not wrong)
        self.use.set_text(tr("Take them from there") if holder else tr("Use these keys"))
        self.check.show_check("")
        if wrong:
            self.check.show_check(wrong, "bad")
        elif holder:
            title = actions.commands[holder].text.replace("&", "")
            said = tr("{keys} runs “{command}” already.", keys=keys_text(keys), command=title)
            self.check.show_check(said, "odd")

    def _take(self) -> None:
        if self._keys is None:
            return
        actions, keys = self._tools.actions, self._keys
        if holder := actions.holder(keys, self._name):
            left = [each for each in actions.action(holder).shortcuts() if each != keys]
            self._change(holder, left)
        self._put([keys])

    def _put(self, keys: list[QKeySequence] | None) -> None:
        """Give the command these keys; None: its usual ones, from whoever has them now."""
        actions = self._tools.actions
        for each in actions.usual_keys(self._name) if keys is None else ():
            if holder := actions.holder(each, self._name):
                left = [one for one in actions.action(holder).shortcuts() if one != each]
                self._change(holder, left)
        self._change(self._name, keys)
        self.ask(self._name)
        self.changed.emit()

    def _change(self, name: str, keys: list[QKeySequence] | None) -> None:
        actions, settings = self._tools.actions, self._tools.settings
        kept = None if keys is None or keys == actions.usual_keys(name) else keys
        text = QKeySequence.listToString(kept, _PORTABLE) if kept is not None else None
        settings.set_keys(name, text)
        actions.change_keys(name, kept)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button, name in (
            (self.use, "shortcut_use"),
            (self.none, "shortcut_none"),
            (self.usual, "shortcut_usual"),
        ):
            button.setObjectName(name)
            flow.addWidget(button)
        self.column.addWidget(self.title)
        self.column.addLayout(row)
        self.column.addWidget(self.check)
        self.column.addWidget(buttons)
        self._tools.theme.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self.field.setFixedWidth(self._tools.theme.px(_FIELD))


_PORTABLE = QKeySequence.SequenceFormat.PortableText


def reject(one: QKeyCombination) -> str:
    """Return why these keys can't run a command, as a sentence; empty where they can."""
    keys = QKeySequence(one)
    held = one.keyboardModifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    function = Qt.Key.Key_F1 <= one.key() <= Qt.Key.Key_F35
    if not held and not function and one.key() not in _ALLOWED_ALONE:
        return tr("A key alone is needed for typing. Hold Ctrl or Alt with it, or take F1 to F12.")
    if any(keys in QKeySequence.keyBindings(each) for each in _EDITING):
        return tr("{keys} copies, cuts, pastes or selects text everywhere.", keys=keys_text(keys))
    return ""


class ShortcutsView(SearchedPage):
    """What the keys do; the menus show them as well. Enter or a click changes them."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        listed = Listed(
            name="shortcut",
            columns=(Column(tr("Command")), Column(tr("Keys"), _KEYS, code=True)),
            find=tr("Find a command or key"),
            nothing=tr("No command found"),
            groups=lambda: shortcuts(tools.actions),
        )
        super().__init__(document, tools, listed, parent)
        self.card = KeysCard(tools)
        self.below.addWidget(self.card)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._begin)
        self.card.changed.connect(self._save)
        tools.actions.keys_changed.connect(self._changed)

    def row(self, texts: tuple[str, ...], group: Group) -> PlainRow:
        """Return a row that stands for its command."""
        made = super().row(texts, group)
        return msgspec.structs.replace(made, record=group.names[group.rows.index(texts)])

    def _choose(self, index: QModelIndex) -> None:
        name = self.plain.record(index)
        if isinstance(name, str):
            self.card.ask(name)
        else:
            self.card.hide()

    def _begin(self, index: QModelIndex) -> None:
        self._choose(index)
        if not self.card.isHidden():
            self.card.field.setFocus()

    def _changed(self, _name: str) -> None:
        """Show the keys as they are now; what was chosen stays so."""
        chosen = self.plain.record(self.list.currentIndex())
        self.fill()
        for menu in range(self.plain.rowCount()):
            above = self.plain.index(menu, 0)
            for place in range(self.plain.rowCount(above)):
                index = self.plain.index(place, 0, above)
                if chosen and self.plain.record(index) == chosen:
                    self.list.setCurrentIndex(index)

    def _save(self) -> None:
        self._tools.background.compute(self._tools.settings.save).succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())


def shortcuts(actions: Actions) -> Iterator[Group]:
    """Return every command of a menu, with its keys as this system writes them."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    names: dict[str, list[str]] = {}
    for name, command in actions.commands.items():
        keys = map(keys_text, actions.action(name).shortcuts())
        row = (command.text.replace("&", ""), _BETWEEN.join(keys))
        rows.setdefault(command.menu, []).append(row)
        names.setdefault(command.menu, []).append(name)
    for menu, found in rows.items():
        title = menu_titles().get(menu, menu).replace("&", "")
        yield Group(title, tuple(found), tuple(names[menu]))
