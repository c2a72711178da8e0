"""Opens the vault's page whenever its place on the rail is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping
from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab


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


# ---------------- Brings the tab back after a restart
class VaultReturning:
    """Nothing of it is kept but that it was open."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return its kind."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        return OpenTab(place=-1, kind=document.kind)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Open it, and gather the secrets."""
        from inspector.gui.vault.vault_document import (  # noqa: PLC0415 - loads at the first use
            VaultDocument,
        )

        document = VaultDocument(bringing.tools)
        bringing.open(tab, document)
        document.look()
