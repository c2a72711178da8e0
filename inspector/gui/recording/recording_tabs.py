"""The two sides of a recording: its story, and its entries with the answer about one of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.compare.columns import columns_of
from inspector.gui.recording.picture_file import PictureFile
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.state.tools import Tools
from inspector.gui.story.story_drawing import Tell, told_of
from inspector.gui.story.story_pane import StoryPane
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.story.written.story_text import story_text
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

STORY, ENTRIES = 0, 1
COPIED_WIDTH = 120  # letters, as wide as most trackers show code


class RecordingTabs(QWidget):
    """Shows the story first; `entries`: the page with the list beside the answer."""

    def __init__(
        self, document: RecordingDocument, entries: QWidget, tools: Tools, tell: Tell = told_of
    ) -> None:
        super().__init__()
        self._document = document
        self._tools = tools
        self.story = StoryPane(tools, tell)
        self.picture = PictureFile(tools, self)
        self.tabs = UnderlineTabs(tools.theme, tr("Parts of the recording"))
        self.tabs.setObjectName("recording_tabs")
        self._less = Button(tools.theme, tr("Fold less"), "ghost", "chevron-down")
        self._more = Button(tools.theme, tr("Fold more"), "ghost", "chevron-up")
        self._copy = Button(tools.theme, tr("Copy as text"), "ghost", "copy")
        self._export = Button(tools.theme, tr("Export picture"), "ghost", "download")
        buttons = (self._less, self._more, self._copy, self._export)
        self._words = {button: button.accessibleName() for button in buttons}
        self._pages = QStackedWidget()
        self._pages.addWidget(self.story)
        self._pages.addWidget(entries)
        self._arrange()
        self._connect()
        self._turn(self.tabs.currentIndex())
        if document.whole is not None:
            self.story.show_answer(document.whole)

    def show_entry(self, entry: int) -> None:
        """Turn to an entry's bytes."""
        self.tabs.setCurrentIndex(ENTRIES)
        answer = self._document.attempts.current
        if answer is None:
            return
        from inspector.workbench.attempts.entries import about  # noqa: PLC0415 - brings the diagnosis in

        job = self._tools.background.compute(about, answer, entry)
        job.succeeded.connect(self._document.attempts.replace)

    def _compare(self, chosen: tuple[int, ...]) -> None:
        answer = self._document.whole
        if answer is None:
            return
        from inspector.workbench.attempts.importing import single  # noqa: PLC0415 - brings the diagnosis in

        job = self._tools.background.compute(single, answer.attempt, chosen)
        job.succeeded.connect(self._open_comparison)

    def _open_comparison(self, found: "tuple[Answer, ...]") -> None:
        answer = self._document.whole
        if answer is not None:
            self._tools.actions.run("show-compare", columns_of(answer.attempt, found))

    def _export_picture(self) -> None:
        """Save the story as a picture."""
        told, said = self.story.drawing.outline, self.story.drawing.said
        if told is not None and said is not None:
            self.picture.choose(told, said)

    def _copy_text(self) -> None:
        """Copy the story as a picture in letters."""
        told, said = self.story.drawing.outline, self.story.drawing.said
        if told is not None and said is not None:
            job = self._tools.background.compute(story_text, told, said, COPIED_WIDTH)
            job.succeeded.connect(self._copied)

    def _copied(self, text: str) -> None:
        copy_text(text)
        self._tools.notices.say(tr("Copied the story as text, secrets masked."))

    def _turn(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self._refresh()

    def _refresh(self) -> None:
        """Offer what can be done with the picture."""
        shown = self.tabs.currentIndex() == STORY
        self._less.setVisible(shown and self.story.drawing.can_fold_less)
        self._more.setVisible(shown and self.story.drawing.can_fold_more)
        for button in (self._copy, self._export):
            button.setVisible(shown)
        self._name_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons out where the strip is too narrow for them."""
        super().resizeEvent(event)
        self._name_buttons()

    def _name_buttons(self) -> None:
        shown = [button for button in self._words if button.isVisibleTo(self)]
        for button in shown:
            button.set_text(self._words[button])
        wanted = sum(part.sizeHint().width() + 4 for part in (self.tabs, *shown)) + 24
        for button in shown if wanted > self.width() else ():
            button.setText("")
            set_tip(button, self._words[button])

    def _connect(self) -> None:
        actions = self._tools.actions
        self.tabs.currentChanged.connect(self._turn)
        self.story.changed.connect(self._refresh)
        self.story.open_asked.connect(self.show_entry)
        self.story.compare_asked.connect(self._compare)
        self.story.fix_asked.connect(lambda fix: actions.run("apply-fix", fix))
        self._copy.clicked.connect(self._copy_text)
        self._export.clicked.connect(self._export_picture)
        self._less.clicked.connect(self.story.drawing.fold_less)
        self._more.clicked.connect(self.story.drawing.fold_more)

    def _count(self) -> int:
        whole = self._document.whole
        return len(whole.attempt.exchanges) if whole is not None else 0

    def _arrange(self) -> None:
        self.tabs.addTab(tr("Story"))
        self.tabs.addTab(tr("Entries"))
        self.tabs.set_mark(ENTRIES, TabMark(badge=self._count()))
        names = ("story_fold", "story_fold_more", "story_copy", "story_export")
        holder = QWidget()
        name_pane(holder, "recording_strip")
        strip = QHBoxLayout(holder)
        strip.setContentsMargins(12, 2, 12, 0)
        strip.setSpacing(4)
        strip.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        for button, name in zip(self._words, names, strict=True):
            button.setObjectName(name)
            strip.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(Line())
        column.addWidget(self._pages, 1)
