"""Lists what is wrong in the files of collections: what, where, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from inspector.gui.library.telling import sentence
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.model.collection import Problem
from inspector.wording import tr_n

_MOST = 100
_HIGHEST = 180


class ProblemsCard(QFrame):
    """Hidden while there is nothing wrong; the texts can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problems_card")
        set_kind(self, "note-warn")
        self._title = Label("", "warning", wrap=True)
        self._text = Label("", "small", wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setObjectName("scrolled")
        scroll.setWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 6, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(scroll)
        self.setMaximumHeight(_HIGHEST)
        self.show_problems(())

    @property
    def text(self) -> str:
        """Everything it lists."""
        return self._text.text()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these."""
        count = len(problems)
        self._title.setText(
            tr_n("{count} problem in the files", "{count} problems in the files", count)
        )
        # A zero-width space behind each stroke lets long paths wrap.
        texts = [sentence(each).replace("/", "/\u200b") for each in problems[:_MOST]]
        self._text.setText("\n\n".join(texts))
        self._text.setAccessibleName(self._title.text())
        self.setVisible(bool(problems))
