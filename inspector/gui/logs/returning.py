"""Brings logs back by reading their files anew."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping, there
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab


class LogReturning:
    """A file that is gone is left out; the attempt that was looked for is not looked for again."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return its files."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        if not isinstance(document, LogDocument):
            return None
        files = tuple(str(path.absolute()) for path in document.paths)
        return OpenTab(place=-1, kind=document.kind, title=document.title, files=files)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Read the files that are still there."""
        job = bringing.tools.background.compute(there, tab.files)
        job.succeeded.connect(lambda paths: self._open(tab, bringing, paths))

    def _open(self, tab: "OpenTab", bringing: Bringing, paths: tuple[Path, ...]) -> None:
        if not paths:
            gone = tr("“{name}” did not come back: its file is gone.", name=tab.title)
            bringing.lost(tab, gone)
            return
        document = LogDocument(paths)
        bringing.open(tab, document)
        document.read(bringing.tools.background)
