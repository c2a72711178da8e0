"""What a log tab shows while it reads, after it was stopped, and where nothing could be read."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.logs.spans import percent
from inspector.model.collection import Problem
from inspector.wording import tr

_WIDE = 560


class ReadingView(QWidget):
    """Progress with Stop, or why there is nothing with Read again."""

    def __init__(self, theme: Theme, document: LogDocument) -> None:
        super().__init__()
        self._theme = theme
        self._document = document
        self.words = Label("", "heading", wrap=True)
        self.words.setObjectName("log_progress")
        self.more = Label("", "body", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of reading"))
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        self.again = Button(theme, tr("Read again"), "secondary", "refresh-cw")
        self.stop.clicked.connect(document.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.words, self.more, self.bar, self.stop, self.again):
            column.addWidget(widget)
        column.addStretch(1)
        theme.changed.connect(self._size)
        self.setFocusProxy(self.stop)
        self._size()

    def renew(self) -> None:
        """Show what the document says."""
        document = self._document
        for widget in (self.bar, self.stop):
            widget.setVisible(document.running)
        self.again.setVisible(not document.running)
        share = document.done / document.size if document.size else 0.0
        self.bar.setRange(0, 1000 if document.size else 0)
        self.bar.setValue(min(round(share * 1000), 1000))
        if document.running:
            self.words.setText(tr("Reading {name} …", name=document.title))
            self.more.setText(tr("{share} read", share=percent(min(share, 1))))
        elif document.stopped:
            self.words.setText(tr("Reading was stopped."))
            self.more.setText(tr("Nothing was counted."))
        else:
            self.words.setText(tr("There is nothing to show."))
            self.more.setText("\n".join(map(problem_words, document.problems)))

    def _size(self) -> None:
        self.bar.setMaximumWidth(self._theme.px(_WIDE))


def problem_words(problem: Problem) -> str:
    """Return a problem as one line: where, what, what to do."""
    where = f"{problem.where}: " if problem.where else ""
    return f"{where}{problem.what} {problem.todo}".strip()
