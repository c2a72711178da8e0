"""The commands export and copy-curl, for the answer that is shown."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.wording import tr


class Exporting(QObject):
    """Both need an answer. The dialog and the formats load at the first use."""

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._tools, self._window = tools, window
        provide = tools.actions.provide
        provide("export", lambda _: self.open_dialog(), when=self._has_answer)
        provide("copy-curl", lambda _: self.copy_curl(), when=self._has_answer)

    def open_dialog(self) -> None:
        """Show the export of the shown answer."""
        from inspector.gui.export.export_dialog import ExportDialog  # noqa: PLC0415 - first use

        document = self._document()
        answer = document.attempts.current if document else None
        if document is not None and answer is not None:
            dialog = ExportDialog(answer, _file_name(document.title), self._tools, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def copy_curl(self) -> None:
        """Copy the request as a curl command, its secrets masked."""
        from inspector.gui.export.produced import ExportChoices, make  # noqa: PLC0415 - first use

        document = self._document()
        answer = document.attempts.current if document else None
        if answer is None:
            return
        known = self._tools.vault.known_values()
        choices = ExportChoices(format="curl")
        job = self._tools.background.compute(make, answer, choices, known, "")
        job.succeeded.connect(self._copied)

    def _copied(self, exported: object) -> None:
        if getattr(exported, "leaks", ()):
            said = tr("Not copied: a secret would have been in it. Use Export instead.")
            self._tools.notices.warn(said)
            return
        QGuiApplication.clipboard().setText(str(getattr(exported, "text", "")))
        self._tools.notices.say(tr("Copied as cURL, secrets masked."))

    def _document(self) -> RequestDocument | None:
        active = self._tools.tabs.active
        return active if isinstance(active, RequestDocument) else None

    def _has_answer(self) -> bool:
        document = self._document()
        return document is not None and document.attempts.current is not None


def _file_name(title: str) -> str:
    """Return a file's name without its suffix: letters, digits and dashes of the title."""
    plain = "".join(each if each.isalnum() else "-" for each in title.lower())
    return "-".join(part for part in plain.split("-") if part)[:60]
