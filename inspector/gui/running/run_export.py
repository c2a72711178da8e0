"""Saves what a run found: its ending chooses the format."""

from collections.abc import Sequence
from pathlib import Path

from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.presentation.runs.run_report import report_of, written
from inspector.wording import tr
from inspector.workbench.runs.running import Ran

_FORMATS = {".md": "markdown", ".json": "json", ".xml": "junit", ".csv": "csv", ".txt": "text"}


class RunExport(FileSaving):
    """Writes the results of a run, secrets masked."""

    def ask(self, results: Sequence[Ran]) -> None:
        """Let the user choose the file."""
        endings = {
            ".md": tr("Markdown"),
            ".json": tr("JSON"),
            ".xml": tr("JUnit"),
            ".csv": tr("CSV"),
            ".txt": tr("Text"),
        }
        asked = Asked(tr("Export the run"), "run.md", endings)
        self.choose(asked, lambda path: self.write(results, path))

    def write(self, results: Sequence[Ran], path: Path) -> None:
        """Write the file and say so."""
        known = self._tools.vault.known_values()
        kind = _FORMATS.get(path.suffix.lower(), "text")
        self.save(path, lambda: written(report_of(results, known), kind))
