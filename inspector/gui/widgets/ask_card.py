"""The card that asks within a page, where nothing waits for the answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.wording import tr

_SIDE, _TOP = 12, 10
_STRIP = (14, 3, 8, 3)

Icon = tuple[str, str]
WARNING: Icon = ("triangle-alert", "warn")


class AskCard(QFrame):
    """An icon where something may go wrong, what is asked, rows of details, buttons.

    body: all of it. kind: of its ground. heading: the kind of the title's label. icon: name and
    colour, or none. spacing, between: pixels within its column, and beside its icon.
    """

    def __init__(
        self,
        theme: Theme,
        kind: str = "note-warn",
        *,
        heading: str = "heading",
        icon: Icon | None = WARNING,
        spacing: int = 6,
        between: int = 8,
    ) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, kind)
        self.title = Label("", heading, wrap=True)
        self.rows = QVBoxLayout()
        self.column = QVBoxLayout()
        self.column.setSpacing(spacing)
        self.column.addWidget(self.title)
        self.column.addLayout(self.rows)
        self.body = row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        row.setSpacing(between)
        self._look = icon
        self._picture = Picture()
        if icon is not None:
            row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
            theme.changed.connect(self._restyle)
            self._restyle()
        row.addLayout(self.column, 1)

    def make_strip(self, buttons: Sequence[QWidget]) -> None:
        """Let it run from edge to edge of its pane in one line, with the buttons at its right."""
        self.body.setContentsMargins(*_STRIP)
        self.body.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        for button in buttons:
            self.body.addWidget(button)

    def add_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Put buttons below, one beside the other."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _restyle(self) -> None:
        if self._look is not None:
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(self._theme.pixmap(*self._look, 16, ratio))


class AgreeCard(AskCard):
    """What would be sent, and why it is asked; hidden while nothing is. Esc is Cancel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._go_on: Callable[[], object] = _nothing
        self.why = Label("", "body", wrap=True)
        self.rows.addWidget(self.why)
        self.send = Button(theme, tr("Send"), "secondary", "send")
        self.cancel = Button(theme, tr("Cancel"), "secondary")
        self.add_buttons((self.send, self.cancel))
        self.send.clicked.connect(lambda _=False: self._end(agreed=True))
        self.cancel.clicked.connect(lambda _=False: self._end(agreed=False))
        self.hide()

    def ask_for(self, asked: str, why: str, go_on: Callable[[], object]) -> None:
        """Ask for one thing; go_on: what may be agreed to."""
        self._go_on = go_on
        self.title.setText(asked)
        self.setAccessibleName(asked)
        self.why.setText(why)
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._end(agreed=False)
        else:
            super().keyPressEvent(event)

    def _end(self, *, agreed: bool) -> None:
        go_on, self._go_on = self._go_on, _nothing
        self.hide()
        if agreed:
            go_on()


def _nothing() -> None:
    """Go on with nothing: nothing is asked."""
