"""The commands at work: their QActions, and who carries each out where the focus is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from inspector.gui.screens.screen import Command
from inspector.model.request import Request
from inspector.wording import tr

Handler = Callable[[object], object]
PALETTE = "palette"  # the command that finds the others by their names


class Offer(NamedTuple):
    """Something else to do by name in the command palette: open a saved request, say.

    kind: what it is, in a word. id: the same each time, for the list of recent ones. request: the
    saved request that it opens.
    """

    id: str
    title: str
    kind: str
    run: Callable[[], object]
    request: Request | None = None


class _Provider(NamedTuple):
    handler: Handler
    owner: QWidget | None
    when: Callable[[], bool] | None


_RECENT_KEPT = 12


class Actions(QObject):
    """All commands by id, and what was lately done by name.

    ran(id): a command was carried out. keys_changed(id): others run it.
    """

    ran = Signal(str)
    keys_changed = Signal(str)

    def __init__(self, commands: Iterable[Command], *, mac: bool = False) -> None:
        super().__init__()
        self.commands = {command.id: command for command in commands}
        self._mac = mac
        self._sources: list[Callable[[], Iterable[Offer]]] = []
        self._recent: tuple[str, ...] = ()
        self._providers: dict[str, list[_Provider]] = {name: [] for name in self.commands}
        self._actions = {name: self._make(command) for name, command in self.commands.items()}

    def beside(self) -> "Actions":
        """Return the commands of one more window, with the same shortcuts."""
        made = Actions(self.commands.values(), mac=self._mac)
        made.take_keys(self)
        return made

    def take_keys(self, other: "Actions") -> None:
        """Let the shortcuts of another window's commands run these."""
        for name, action in self._actions.items():
            keys = other.action(name).shortcuts()
            if keys != action.shortcuts():
                action.setShortcuts(keys)
                self.keys_changed.emit(name)

    def action(self, name: str) -> QAction:
        """Return the QAction for menus and buttons."""
        return self._actions[name]

    def keys(self, name: str) -> str:
        """Return the first shortcut as this system writes it, empty for none."""
        return keys_text(self.action(name).shortcut())

    def with_keys(self, text: str, name: str) -> str:
        """Return a text with a command's shortcut behind it in brackets, where it has one."""
        keys = self.keys(name)
        return tr("{text} ({keys})", text=text, keys=keys) if keys else text

    def usual_keys(self, name: str) -> list[QKeySequence]:
        """Return the shortcuts a command has as long as nobody changed them."""
        command = self.commands[name]
        keys = command.mac if self._mac and command.mac else command.keys
        return [QKeySequence(key) for key in keys]

    def change_keys(self, name: str, keys: list[QKeySequence] | None) -> None:
        """Let other shortcuts run a command; None: its usual ones, an empty list: none."""
        self._actions[name].setShortcuts(self.usual_keys(name) if keys is None else keys)
        self.keys_changed.emit(name)

    def holder(self, keys: QKeySequence, but: str) -> str:
        """Return the command that a shortcut runs already, empty for none; but: not this one."""
        for name, action in self._actions.items():
            if name != but and keys in action.shortcuts():
                return name
        return ""

    def provide(
        self,
        name: str,
        handler: Handler,
        owner: QWidget | None = None,
        when: Callable[[], bool] | None = None,
    ) -> None:
        """Say who carries a command out.

        handler: gets the argument of `run`, None from menus and keys. owner: the handler counts
        while this widget is shown (a page of the active tab); the newest shown one wins.
        when: whether it can be done now.
        """
        provider = _Provider(handler, owner, when)
        self._providers[name].append(provider)
        if owner is not None:
            owner.destroyed.connect(lambda: self._withdraw(name, provider))
        self._update(name)

    def run(self, name: str, argument: object = None) -> bool:
        """Carry a command out; return whether anybody could."""
        provider = self._provider(name)
        if provider is None:
            return False
        provider.handler(argument)
        if name != PALETTE:
            self.remember(name)
        self.ran.emit(name)
        return True

    @property
    def recent(self) -> tuple[str, ...]:
        """The ids of what was done by name, newest first."""
        return self._recent

    def remember(self, name: str) -> None:
        """Take what was done to the front of the recent ones."""
        self._recent = (name, *(each for each in self._recent if each != name))[:_RECENT_KEPT]

    def restore_recent(self, names: Iterable[str]) -> None:
        """Take up the list of the last run."""
        self._recent = tuple(names)[:_RECENT_KEPT]

    def offer(self, source: Callable[[], Iterable[Offer]]) -> None:
        """Let the command palette list what this function returns when it opens."""
        self._sources.append(source)

    def offers(self) -> list[Offer]:
        """Return what there is to do besides the commands."""
        return [offer for source in self._sources for offer in source()]

    def can_run(self, name: str) -> bool:
        """Whether somebody could carry the command out now."""
        return self._provider(name) is not None

    def refresh(self) -> None:
        """Look again which commands can be carried out."""
        for name in self.commands:
            self._update(name)

    def _update(self, name: str) -> None:
        self._actions[name].setEnabled(self._provider(name) is not None)

    def _withdraw(self, name: str, provider: _Provider) -> None:
        self._providers[name].remove(provider)

    def _provider(self, name: str) -> _Provider | None:
        for each in reversed(self._providers[name]):
            if each.owner is not None and not each.owner.isVisibleTo(each.owner.window()):
                continue
            if each.when is None or each.when():
                return each
        return None

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.id)
        action.setShortcuts(self.usual_keys(command.id))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checkable)
        action.setEnabled(False)
        action.triggered.connect(self._run_asked)  # a lambda would keep all for the whole run
        return action

    def _run_asked(self) -> None:
        self.run(self.sender().objectName())


def keys_text(keys: QKeySequence) -> str:
    """Return a shortcut as this system writes it; the larger Return key is called Enter."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
