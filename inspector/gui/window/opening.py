"""Opens what people paste, drop or name: requests, collections, replies, HARs, tokens, logs."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.disk.reading import LARGEST_GIVEN, read_bytes, read_problem
from inspector.gui.bridge.job import Job
from inspector.gui.importing.collection_files import read_collection_folder, with_name
from inspector.gui.logs.log_document import LogOpening
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.collection import Collection, Problem
from inspector.model.request import Request
from inspector.protocol.urls import authority_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.intake.results import Reading
    from inspector.model.attempt import Attempt
    from inspector.vault.vault import Vault
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.entries import Entry


class Opened(NamedTuple):
    """What was read: an answer where exchanges were recorded, with their list.

    size: in bytes, of a collection. answer: about the entry that is shown first. whole: about all
    of them.
    """

    reading: "Reading"
    size: int = 0
    answer: "Answer | None" = None
    entries: "tuple[Entry, ...]" = ()
    whole: "Answer | None" = None


def _read(data: bytes, name: str, vault: "Vault") -> "Opened":
    """Read and, for recorded exchanges, diagnose and list them; on a worker thread.

    The secrets of a request go to the vault, so that it never shows one.
    """
    from inspector.intake import read  # noqa: PLC0415 - the readers load at the first use

    reading = read(data, name)
    vault.hold(reading.secrets)
    if reading.request is not None:
        from inspector.library.hide import Hider  # noqa: PLC0415 - as late as the readers

        hidden = Hider(vault, guessing=False).hide(reading.request)
        reading = msgspec.structs.replace(reading, request=hidden)
    reading = with_name(reading, name)
    if reading.attempt is None:
        return Opened(reading, size=len(data))
    from inspector.workbench.attempts.entries import recorded  # noqa: PLC0415 - so does the diagnosis

    return Opened(reading, len(data), *recorded(reading.attempt, vault.known_values()))


def _read_file(path: Path, vault: "Vault") -> "Opened":
    if path.is_dir():
        return Opened(*read_collection_folder(path, vault))
    return _read(read_bytes(path, largest=LARGEST_GIVEN), path.name, vault)


def _read_recording(path: Path, vault: "Vault") -> "Attempt | None":
    """Return what was recorded in a file, if anything; on a worker thread."""
    from inspector.intake import read  # noqa: PLC0415 - the readers load at the first use

    reading = read(read_bytes(path, largest=LARGEST_GIVEN), path.name)
    vault.hold(reading.secrets)
    return reading.attempt


def _sorted_out(paths: list[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the logs, and the other files; on a worker thread."""
    from inspector.logs.log_reader import is_log  # noqa: PLC0415 - the formats load at the first use

    logs = tuple(path for path in paths if path.is_file() and is_log(str(path)))
    return logs, tuple(path for path in paths if path not in logs)


class Opening(QObject):
    """The commands new-tab, open-file, paste-anything, import-history, and drops on the window."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._dialog: QFileDialog | None = None
        self.logs = LogOpening(tools)
        tools.actions.provide("new-tab", lambda _: self.new_request())
        tools.actions.provide("open-file", lambda _: self.choose_file())
        tools.actions.provide("paste-anything", self._paste)
        tools.actions.provide("import-history", self._import)
        tools.actions.provide("open-story", lambda _: self._open_story(), when=self._has_story)

    def new_request(self) -> None:
        """Open an empty request with the options of the settings."""
        request = Request(options=self._tools.settings.request_options())
        self._tools.tabs.open(RequestDocument(request))
        self._tools.actions.run("focus-url")

    def _has_story(self) -> bool:
        """Whether the answer shown took several exchanges and is no recording."""
        document = self._tools.tabs.active
        answer = document.attempts.current if isinstance(document, RequestDocument) else None
        shown = answer is not None and len(answer.attempt.exchanges) > 1
        return shown and not getattr(document, "entries", ())

    def _open_story(self) -> None:
        """Open the exchanges of the answer that is shown as a recording, which has a story."""
        document = self._tools.tabs.active
        answer = document.attempts.current if isinstance(document, RequestDocument) else None
        if answer is not None:
            job = self._tools.background.compute(_listed, answer, self._tools.vault.known_values())
            job.succeeded.connect(
                lambda entries: self._tools.tabs.open(_recording(answer, entries))
            )

    def choose_file(self, *, keep: bool = False) -> None:
        """Let the user choose files; keep: they go into the history, too."""
        title = tr("Import into the history") if keep else tr("Open file")
        dialog = QFileDialog(QApplication.activeWindow(), title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self.open_files([Path(each) for each in names], keep=keep)
        )
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it

    def open_files(self, paths: list[Path], *, keep: bool = False) -> None:
        """Open each file for what it is, logs together in one tab."""
        job = self._tools.background.compute(_sorted_out, paths)
        job.succeeded.connect(lambda found: self._open_sorted(*found, keep=keep))

    def _open_sorted(self, logs: tuple[Path, ...], others: tuple[Path, ...], *, keep: bool) -> None:
        if logs:
            self.logs.open(logs, keep=keep)
        if keep and len(others) > 1:
            self._keep_all(others)
            return
        for path in others:
            job = self._tools.background.compute(_read_file, path, self._tools.vault)
            self._follow(job, str(path), keep=keep)

    def _keep_all(self, paths: tuple[Path, ...]) -> None:
        """Keep what several files hold; a tab for each would be in the way."""
        from inspector.gui.history.keeping import FileImport  # noqa: PLC0415 - as late as the history

        importing = FileImport(self._tools, _read_recording, self)
        importing.ended.connect(importing.deleteLater)
        importing.begin(paths)

    def _import(self, paths: object) -> None:
        """Open files and keep what they hold in the history; ask for them unless given."""
        if isinstance(paths, tuple):
            self.open_files(list(paths), keep=True)
        else:
            self.choose_file(keep=True)

    def open_text(self, text: str) -> None:
        """Open pasted text for what it is."""
        vault = self._tools.vault
        self._follow(
            self._tools.background.compute(_read, text.encode(errors="replace"), "", vault), ""
        )

    def open_mime(self, data: QMimeData) -> bool:
        """Open what was dropped; return whether there was anything."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.open_files(paths)
        elif data.hasText():
            self.open_text(data.text())
        return bool(paths) or data.hasText()

    def _paste(self, text: object) -> None:
        """Open the text given, else the clipboard."""
        if isinstance(text, str):
            self.open_text(text)
        else:
            self.open_mime(QApplication.clipboard().mimeData())

    def _follow(self, job: Job, name: str, *, keep: bool = False) -> None:
        job.succeeded.connect(lambda opened: self._open(opened, name, keep=keep))
        job.failed.connect(lambda error: self._tell(error, name))

    def _open(self, opened: Opened, name: str, *, keep: bool) -> None:
        reading, size, answer, entries, whole = opened
        if reading.request is not None:
            self._tools.tabs.open_request(reading.request)
        elif reading.collection is not None:
            self._tools.tabs.open(_import(reading, reading.collection, name, size))
            return
        elif answer is not None:
            document = _document(answer, entries, whole, name)
            document.source = name if Path(name).is_absolute() else ""
            self._tools.tabs.open(document)
        else:
            self._tools.tabs.open(TokenDocument(reading.token))
        for note in reading.notes:
            self._tools.notices.say(note)
        if keep and (answer is None or not self._tools.actions.run("keep-in-history")):
            self._tools.notices.say(
                tr("Only recorded exchanges go into the history; this has none, so it was opened.")
            )

    def _tell(self, error: Exception, name: str) -> None:
        problem = getattr(error, "problem", None)
        if isinstance(error, OSError):
            problem = _unread(error, name)
        if not isinstance(problem, Problem):
            raise error
        place = problem.where if Path(name).name in problem.where else f"{name}: {problem.where}"
        where = f" ({place.strip(': ')})" if place.strip(": ") else ""
        self._tools.notices.warn(f"{problem.what}{where} {problem.todo}".strip())


def _unread(error: OSError, name: str) -> Problem:
    """Say in words why a file could not be read."""
    if isinstance(error, IsADirectoryError):
        what = tr("{name} is a folder.", name=Path(name).name)
        todo = tr("Choose the files in it, or open a collection with File > Open folder….")
        return Problem(what=what, where=name, todo=todo)
    return read_problem(Path(name), error)


def _import(reading: "Reading", collection: Collection, name: str, size: int) -> Document:
    from inspector.gui.importing.import_document import (  # noqa: PLC0415 - as late as the readers
        ImportDocument,
    )

    document = ImportDocument(reading, collection, Path(name).name, size)
    document.source = name if Path(name).is_absolute() else ""
    return document


def _document(
    answer: "Answer", entries: "tuple[Entry, ...]", whole: "Answer | None" = None, name: str = ""
) -> RequestDocument:
    """Return a tab; where there are several entries with their list, called as the file is.

    whole: the answer about all of them. name: the path of the file, if it is one.
    """
    if len(entries) > 1:
        return _recording(answer, entries, whole, Path(name).name if Path(name).suffix else "")
    document = RequestDocument(kind="reply")
    document.attempts.add(answer)
    document.set_title(_title(answer))
    return document


def _recording(
    answer: "Answer", entries: "tuple[Entry, ...]", whole: "Answer | None" = None, name: str = ""
) -> RequestDocument:
    from inspector.gui.recording.recording_document import (  # noqa: PLC0415 - few are opened
        RecordingDocument,
    )

    document: RequestDocument = RecordingDocument(answer, entries, whole)
    document.set_title(name or _title(answer))
    return document


def _listed(answer: "Answer", known: tuple[str, ...]) -> "tuple[Entry, ...]":
    """Return the entries of an answer; on a worker thread."""
    from inspector.workbench.attempts.entries import entries  # noqa: PLC0415 - brings the diagnosis in

    return entries(answer, known)


def _title(answer: "Answer") -> str:
    """Return the host of an imported exchange, never its query."""
    exchanges = answer.attempt.exchanges
    url = exchanges[answer.verdict.entry or 0].request.url if exchanges else ""
    return authority_of(url) or tr("Reply")
