"""How far the credential gets: the ladder under its title, and the sentence that explains it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector.gui.experiments.ladder import Ladder
from inspector.gui.experiments.ladder_words import ladder_sentence
from inspector.gui.state.experiments import Tried
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.wording import tr


class LadderCard(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "inset")
        self.setObjectName("ladder_card")
        self._icon = Picture()
        self._title = Label(tr("How far your credential gets"), "heading", wrap=True)
        self.ladder = Ladder(theme)
        self.sentence = Label("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.ladder)
        column.addWidget(self.sentence)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def needed(self) -> bool:
        """Whether there is something to say."""
        return bool(self.sentence.text())

    def show_tried(self, tried: Tried) -> None:
        """Show the ladder of these results, or that every refusal looks the same."""
        text = ladder_sentence(tried)
        self.ladder.show_ladder(tried.ladder)
        self.ladder.setVisible(bool(tried.ladder))
        self.sentence.setText(text)
        self.setVisible(bool(text))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("route", "text2", 16, ratio))
