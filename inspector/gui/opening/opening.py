"""Opens what people paste, drop or name: requests, collections, replies, HARs, tokens, logs."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.disk.reading import LARGEST_GIVEN, read_bytes, read_problem
from inspector.gui.bridge.course import Course
from inspector.gui.importing.collection_files import read_collection_folder, with_name
from inspector.gui.logs.log_document import LogOpening
from inspector.gui.opening.file_reading import FileReading, Readings, ReadSoFar
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


def _read(course: Course, data: bytes, name: str, vault: "Vault") -> "Opened":
    """Read and, for recorded exchanges, diagnose and list them; on a worker thread.

    The secrets of a request go to the vault, so that it never shows one.
    """
    from inspector.intake import read  # noqa: PLC0415 - the readers load at the first use

    reading = read(data, name)
    course.go_on()
    vault.hold(reading.secrets)
    if reading.request is not None:
        from inspector.library.hide import Hider  # noqa: PLC0415 - as late as the readers

        hidden = Hider(vault, guessing=False).hide(reading.request)
        reading = msgspec.structs.replace(reading, request=hidden)
    reading = with_name(reading, name)
    if reading.attempt is None:
        return Opened(reading, size=len(data))
    from inspector.workbench.attempts.entries import recorded  # noqa: PLC0415 - so does the diagnosis

    course.report(ReadSoFar(len(data), len(reading.attempt.exchanges)))
    known = vault.known_values()
    return Opened(reading, len(data), *recorded(reading.attempt, known, course.go_on))


def _read_file(course: Course, path: Path, vault: "Vault") -> "Opened":
    if path.is_dir():
        return Opened(*read_collection_folder(path, vault))
    data = read_bytes(path, largest=LARGEST_GIVEN)
    course.report(ReadSoFar(len(data)))
    course.go_on()
    return _read(course, data, path.name, vault)


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
        self.readings = Readings(tools.tabs, self)
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
        """Open each file for what it is, logs together in one tab.

        What takes long says so in the tab in which it will stand.
        """
        readings = self.readings.begin(paths, keep=keep)
        for reading in readings:
            self._tell_displaced(reading)
        job = self._tools.background.compute(_sorted_out, paths)
        job.succeeded.connect(lambda found: self._open_sorted(readings, *found, keep=keep))

    def _tell_displaced(self, reading: FileReading) -> None:
        """Offer the file anew that was still being read in the tab which another took."""
        gone = reading.displaced
        if gone is None or gone.path == reading.path:
            return
        self._tools.notices.say(
            tr(
                "“{file}” was given up: “{other}” took its place.",
                file=gone.path.name,
                other=reading.path.name,
            ),
            tr("Open it too"),
            lambda: self.open_files([gone.path], keep=gone.keep),
        )

    def _open_sorted(
        self,
        readings: tuple[FileReading, ...],
        logs: tuple[Path, ...],
        others: tuple[Path, ...],
        *,
        keep: bool,
    ) -> None:
        several = keep and len(others) > 1
        for reading in readings:
            if several or reading.path in logs:
                self.readings.leave(reading)
        if logs:
            self.logs.open(logs, keep=keep)
        if several:
            self._keep_all(others)
        for reading in readings:
            if not reading.over:
                self._read(reading)

    def _read(self, reading: FileReading) -> None:
        """Read a file; open what it holds, unless that is given up before."""
        background, vault = self._tools.background, self._tools.vault
        job = background.compute_while_wanted(_read_file, reading.path, vault)
        reading.follow(job)
        job.succeeded.connect(lambda opened: self._take(opened, reading))
        job.failed.connect(lambda error: self._fail(error, reading))

    def _take(self, opened: Opened, reading: FileReading) -> None:
        if reading.finish():
            self._open(opened, str(reading.path), reading)

    def _fail(self, error: Exception, reading: FileReading) -> None:
        if reading.finish():
            self.readings.leave(reading)
            self._tell(error, str(reading.path))

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
        data, vault = text.encode(errors="replace"), self._tools.vault
        job = self._tools.background.compute_while_wanted(_read, data, "", vault)
        job.succeeded.connect(lambda opened: self._open(opened, ""))
        job.failed.connect(lambda error: self._tell(error, ""))

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

    def _open(self, opened: Opened, name: str, reading: FileReading | None = None) -> None:
        """Show what was read. name: of the file. reading: of it, where it is one."""
        found = opened.reading
        if found.request is not None:
            self.readings.leave(reading)  # first: a request fills the empty tab that is shown
            document = self._tools.tabs.open_request(found.request)
        else:
            document = _document(opened, name)
            self.readings.put(document, reading)
        if found.collection is not None:
            return  # its page says what there is to say
        for note in found.notes:
            self._tools.notices.say(note)
        if reading is not None and reading.keep:
            self._keep(document)

    def _keep(self, document: Document) -> None:
        """Keep in the history what was recorded; say so where nothing was."""
        self._tools.tabs.activate(document)
        if document.kind != "reply" or not self._tools.actions.run("keep-in-history"):
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


def _document(opened: Opened, name: str) -> Document:
    """Return the tab of what was read. name: the path of the file, if it is one."""
    document: Document
    if opened.reading.collection is not None:
        document = _import(opened, opened.reading.collection, name)
    elif opened.answer is not None:
        document = _reply(opened.answer, opened.entries, opened.whole, name)
    else:
        document = TokenDocument(opened.reading.token)
    return document


def _import(opened: Opened, collection: Collection, name: str) -> Document:
    from inspector.gui.importing.import_document import (  # noqa: PLC0415 - as late as the readers
        ImportDocument,
    )

    document = ImportDocument(opened.reading, collection, Path(name).name, opened.size)
    document.source = name if Path(name).is_absolute() else ""
    return document


def _reply(
    answer: "Answer", entries: "tuple[Entry, ...]", whole: "Answer | None", name: str
) -> RequestDocument:
    """Return a tab; where there are several entries with their list, called as the file is.

    whole: the answer about all of them. name: the path of the file, if it is one.
    """
    if len(entries) > 1:
        document = _recording(answer, entries, whole, Path(name).name if Path(name).suffix else "")
    else:
        document = RequestDocument(kind="reply")
        document.attempts.add(answer)
        document.set_title(_title(answer))
    document.source = name if Path(name).is_absolute() else ""
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
