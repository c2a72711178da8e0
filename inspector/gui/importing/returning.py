"""Brings previews of imports back by reading their file or folder anew."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector.gui.importing.collection_files import read_again
from inspector.gui.importing.import_document import ImportDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.intake.results import Reading
    from inspector.library.drafts import OpenTab


class ImportReturning:
    """What was ticked stays so; of what was pasted nothing is kept, as it may hold secrets."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return where it was read from, and what was chosen."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        if not isinstance(document, ImportDocument):
            return None
        chosen = {
            "name": document.name,
            "environments": document.environments,
            "left_out": [list(each) for each in sorted(document.left_out)],
        }
        files = (document.source,) if document.source else ()
        return OpenTab(
            place=-1, kind=document.kind, title=document.title, files=files, chosen=chosen
        )

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Read it anew."""
        if not tab.files:
            gone = tr("“{name}” did not come back: nothing of it was kept.", name=tab.title)
            bringing.lost(tab, gone)
            return
        path, tools = Path(tab.files[0]), bringing.tools
        job = tools.background.compute(read_again, path, tools.vault)
        job.succeeded.connect(lambda found: self._open(tab, bringing, path, found))

    def _open(
        self, tab: "OpenTab", bringing: Bringing, path: Path, found: "tuple[Reading, int] | None"
    ) -> None:
        collection = found[0].collection if found is not None else None
        if found is None or collection is None:
            gone = tr(
                "“{name}” did not come back: {file} is gone or holds something else.",
                name=tab.title,
                file=path.name,
            )
            bringing.lost(tab, gone)
            return
        document = ImportDocument(found[0], collection, path.name, found[1])
        document.source = str(path)
        chosen = tab.chosen
        document.name = str(chosen.get("name", document.name))
        document.environments = bool(chosen.get("environments", document.environments))
        left = chosen.get("left_out", ())
        document.left_out = frozenset(tuple(each) for each in left if isinstance(each, list))
        bringing.open(tab, document)
