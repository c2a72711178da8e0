"""A button that offers the secrets which are saved: of the environment, and of the vault."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal

from inspector.compose.variables import VAULT
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.wording import tr

_MOST = 30


class SavedValues(Button):
    """chosen(str): the name of a variable; the value itself is not shown."""

    chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("Use a saved value…"), "link", "key-round")
        self.setObjectName("matrix_saved_values")
        self._tools = tools
        self.clicked.connect(self._look)

    def entries(self, stored: Iterable[str]) -> tuple[Entry, ...]:
        """Return the lines of the menu; stored: the names in the vault's store."""
        scope = self._tools.environments.scope()
        taken = {ref.name for ref in scope.secret_variables.values()}
        names = [*scope.secret_variables]
        names += [VAULT + name for name in sorted(stored) if name not in taken]
        if not names:
            return (Entry(tr("Nothing is saved yet"), enabled=False),)
        return tuple(
            Entry(_words(name, scope.environment), self._choose(name), "key-round")
            for name in names[:_MOST]
        )

    def _choose(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)

    def _look(self) -> None:
        job = self._tools.background.follow(self._tools.vault.names())
        job.succeeded.connect(self._offer)
        job.failed.connect(lambda _error: self._offer(()))

    def _offer(self, stored: tuple[str, ...]) -> None:
        menu = menu_of(self, self.entries(stored), self._tools.theme)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _words(name: str, environment: str) -> str:
    if name.startswith(VAULT):
        return tr("{name}, in the vault", name=name.removeprefix(VAULT))
    if environment:
        return tr("{name}, in {environment}", name=name, environment=environment)
    return tr("{name}, in the collection", name=name)
