"""Brings recordings and opened replies back: from their file, else from what was kept of them."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.returning import Bringing, Keeping, there
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.entries import Entry


class Found(NamedTuple):
    """An answer to show, the entries beside it, and the answer about all of them."""

    answer: "Answer"
    listed: "tuple[Entry, ...]"
    whole: "Answer"


class ReplyReturning:
    """Of a recording all entries and the one that was shown."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return where it was read from, else the attempt by reference."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        if not isinstance(document, RequestDocument) or document.attempts.current is None:
            return None
        shown = document.attempts.current
        whole = getattr(document, "whole", None) or shown
        entry = shown.verdict.entry
        return OpenTab(
            place=-1,
            kind=document.kind,
            title=document.title,
            files=(document.source,) if document.source else (),
            shown=() if document.source else (keeping.shown(whole),),
            entry=-1 if entry is None else entry,
        )

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Read the file anew, or find what was kept."""
        tools = bringing.tools
        if tab.files:
            job = tools.background.compute(_read_again, tab, tools)
            job.succeeded.connect(lambda found: self._open(tab, bringing, found))
            return

        def take(answer: "Answer | None") -> None:
            job = tools.background.compute(_listed, answer, tab, tools.vault.known_values())
            job.succeeded.connect(lambda found: self._open(tab, bringing, found))

        for shown in tab.shown[:1]:
            bringing.answer(shown, take)

    def _open(self, tab: "OpenTab", bringing: Bringing, found: "Found | None") -> None:
        if found is None:
            bringing.lost(tab, _gone(tab))
            return
        answer, listed, whole = found
        if len(listed) > 1:
            document: RequestDocument = RecordingDocument(answer, listed, whole)
        else:
            document = RequestDocument(kind="reply")
            document.attempts.add(answer)
        document.source = tab.files[0] if tab.files else ""
        document.set_title(tab.title)
        bringing.open(tab, document)


def _gone(tab: "OpenTab") -> str:
    if tab.files:
        return tr(
            "“{name}” did not come back: {file} is gone or holds something else.",
            name=tab.title,
            file=Path(tab.files[0]).name,
        )
    return tr("“{name}” did not come back: nothing of it was kept.", name=tab.title)


def _read_again(tab: "OpenTab", tools: Tools) -> "Found | None":
    """Read the file as it was read at first; None where it is gone or holds something else."""
    from inspector.disk.reading import LARGEST_GIVEN, read_bytes  # noqa: PLC0415 - as late as the readers
    from inspector.intake import Unreadable, read  # noqa: PLC0415 - the readers load at the first use
    from inspector.workbench.attempts.entries import recorded  # noqa: PLC0415 - so does the diagnosis

    try:
        (path,) = there(tab.files)
        reading = read(read_bytes(path, largest=LARGEST_GIVEN), path.name)
    except (OSError, ValueError, Unreadable):
        return None
    tools.vault.hold(reading.secrets)
    if reading.attempt is None:
        return None
    shown, listed, whole = recorded(reading.attempt, tools.vault.known_values())
    return Found(_turned(shown, whole, tab.entry), listed, whole)


def _listed(answer: "Answer | None", tab: "OpenTab", known: tuple[str, ...]) -> "Found | None":
    """List the entries of what was kept, with the verdict that was kept."""
    if answer is None:
        return None
    from inspector.workbench.attempts.entries import entries  # noqa: PLC0415 - brings the diagnosis in

    return Found(_turned(answer, answer, tab.entry), entries(answer, known), answer)


def _turned(shown: "Answer", whole: "Answer", entry: int) -> "Answer":
    """Return the answer about the entry that was looked at."""
    from inspector.workbench.attempts.entries import about  # noqa: PLC0415 - loaded by now

    if not 0 <= entry < len(whole.attempt.exchanges) or entry == shown.verdict.entry:
        return shown
    return about(whole, entry)
