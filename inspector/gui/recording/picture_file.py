"""Saves the story of a recording as a picture, in the format of the file's ending."""

from pathlib import Path

from PySide6.QtCore import QObject

from inspector.gui.export.file_saving import Asked, FileSaving
from inspector.gui.state.tools import Tools
from inspector.gui.story.story_image import png_of
from inspector.gui.story.svg_file import svg_of
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.written.poster import WIDTH
from inspector.wording import tr


class PictureFile(QObject):
    """Asks where to, and writes the story there."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._saving = FileSaving(tools, self)

    def choose(self, told: Outline, said: Headline) -> None:
        """Let the user choose the file."""
        endings = {".svg": tr("SVG picture"), ".png": tr("PNG picture")}
        asked = Asked(tr("Export the picture"), "story.svg", endings)
        self._saving.choose(asked, lambda path: self.write(path, told, said))

    def write(self, path: Path, told: Outline, said: Headline) -> None:
        """Write the picture in the format of the file's ending."""
        if path.suffix.lower() != ".png":
            self._saving.save(path, lambda: svg_of(told, said))
            return
        job = self._tools.background.compute(layout, told, Room(width=WIDTH))
        job.succeeded.connect(lambda graph: self._write_png(path, graph, said))

    def _write_png(self, path: Path, graph: Graph, said: Headline) -> None:
        data = png_of(self._tools.theme, graph, said)  # painting is for the window's thread
        self._saving.save_data(path, data)
