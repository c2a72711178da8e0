"""A button that offers the values of the vault by name, as keys; no value is ever shown."""

import re
from functools import partial

from PySide6.QtCore import QPoint, Signal

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.model.secret import SecretRef
from inspector.wording import tr

_RANDOM = re.compile(r"-[0-9a-f]{12}$")  # what keeps names of the vault apart
_PLACES = ("keyring", "memory", "environment")
_MOST = 30


class VaultKeys(Button):
    """chosen(SecretRef, str): this value, and its name."""

    chosen = Signal(object, str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("From the vault…"), "link", "vault")
        self._tools = tools
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        """Ask the vault, which may take its time, and offer what it has."""
        job = self._tools.background.follow(self._tools.vault.names())
        job.succeeded.connect(self._offer)
        job.failed.connect(self._tell)

    def _offer(self, names: tuple[str, ...]) -> None:
        if not self.isVisible():
            return
        known = known_keys(names, self._tools.environments.values())
        entries = tuple(
            Entry(name, partial(self.chosen.emit, ref, name), "key-round")
            for name, ref in known.items()
        )
        nothing = (Entry(tr("The vault holds no values yet"), enabled=False),)
        menu = menu_of(self, entries or nothing, self._tools.theme)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tell(self, error: object) -> None:
        text = tr("The vault can't be read: {reason}", reason=str(error)[:200])
        self._tools.notices.warn(text)


def known_keys(
    names: tuple[str, ...], variables: dict[str, str | SecretRef]
) -> dict[str, SecretRef]:
    """Return the secret variables in force, then the values of the vault, each under its name."""
    found = {
        name: value
        for name, value in variables.items()
        if isinstance(value, SecretRef) and value.place in _PLACES
    }
    taken = {ref.name for ref in found.values()}
    for name in names:
        if name not in taken:
            short = _RANDOM.sub("", name)
            found[name if short in found else short] = SecretRef(place="keyring", name=name)
    return dict(list(found.items())[:_MOST])
