"""The commands that let findings out; the dialog and the formats load at their first use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.gui.export.example_keeping import ExampleKeeping
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.workbench.answer import Answer


class Exporting(QObject):
    """An export needs an answer. The dialog and the formats load at the first use."""

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._tools, self._window = tools, window
        self.examples = ExampleKeeping(tools)
        provide = tools.actions.provide
        provide("export", lambda _: self.open_dialog(), when=self._has_answer)
        provide("copy-curl", lambda _: self.copy_curl(), when=self._has_request)

    def open_dialog(self) -> None:
        """Show the export of the shown answer."""
        from inspector.gui.export.export_dialog import ExportDialog  # noqa: PLC0415 - first use

        document = self._document()
        answer = document.attempts.current if document else None
        if document is not None and answer is not None:
            dialog = ExportDialog(answer, document.title, self._tools, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def copy_curl(self) -> None:
        """Copy the request as a curl command, its secrets masked.

        A request as it was answered is copied from there, another one as it would be sent.
        """
        document = self._document()
        if document is None:
            return
        answer = document.attempts.current
        request = document.inherit(document.current.value)
        if answer is not None and (document.kind == "reply" or answer.attempt.request == request):
            self._write_curl(answer, waits=False)
            return
        work, scope = self._tools.workbench, self._tools.environments.scope()
        job = self._tools.background.start(lambda _report: work.unsent(request, scope))
        waits = work.preview(request, scope).place == "challenge"
        job.succeeded.connect(lambda made: self._write_curl(made, waits=waits))

    def _write_curl(self, answer: "Answer", *, waits: bool) -> None:
        from inspector.gui.export.produced import ExportChoices, make  # noqa: PLC0415 - first use

        failure = answer.attempt.exchanges[0].failure if answer.attempt.exchanges else None
        if failure is not None and failure.stage == "compose":
            self._tools.notices.warn(failure.message)
            return
        known = self._tools.vault.known_values()
        choices = ExportChoices(format="curl")
        job = self._tools.background.compute(make, answer, choices, known, "")
        job.succeeded.connect(lambda exported: self._copied(exported, waits=waits))

    def _copied(self, exported: "Exported", *, waits: bool) -> None:
        if exported.leaks:
            said = tr("Not copied: a secret would have been in it. Use Export instead.")
            self._tools.notices.warn(said)
            return
        copy_text(exported.text)
        said = (
            tr("Copied as cURL. The login is not in it: it answers the server's challenge.")
            if waits
            else tr("Copied as cURL, secrets masked.")
        )
        self._tools.notices.say(said)

    def _document(self) -> RequestDocument | None:
        active = self._tools.tabs.active
        return active if isinstance(active, RequestDocument) else None

    def _has_request(self) -> bool:
        document = self._document()
        if document is None:
            return False
        return bool(document.current.value.url) or document.attempts.current is not None

    def _has_answer(self) -> bool:
        document = self._document()
        return document is not None and document.attempts.current is not None
