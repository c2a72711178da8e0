"""Opens the vault's page whenever its place on the rail is chosen."""

from PySide6.QtCore import QObject

from inspector.gui.state.tools import Tools


class OpeningVault(QObject):
    """The command shows the sidebar; the page belongs to it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("vault", lambda _: self._ran("show-vault"))
        tools.actions.ran.connect(self._ran)

    def _ran(self, command: str) -> None:
        if command == "show-vault":
            from inspector.gui.vault.vault_document import (  # noqa: PLC0415 - loads at the first use
                open_vault_page,
            )

            open_vault_page(self._tools)
