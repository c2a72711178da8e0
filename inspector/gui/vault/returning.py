"""Brings the vault's page back: its secrets are gathered anew."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab


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
