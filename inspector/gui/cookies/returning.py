"""Brings the cookies of an environment back: they are where they were."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab


class CookiesReturning:
    """The environment's name is all that is kept; its cookies are where they were."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return whose cookies are shown."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        return OpenTab(place=-1, kind=document.kind, about=document.topic)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Open them."""
        from inspector.gui.cookies.cookies_document import (  # noqa: PLC0415 - loads at the first use
            CookiesDocument,
        )

        bringing.open(tab, CookiesDocument(bringing.tools, tab.about))
