"""The columns of the card that sets a sign-in up: hosts, what was found, what the person adds."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Icon, Label
from inspector.gui.widgets.painting import clear, focus_ring, smooth
from inspector.model.sign_in import SetUp, Way
from inspector.presentation.tokens import set_up_words as words
from inspector.presentation.tokens.set_up_words import FoundRow, HostRow
from inspector.wording import tr

_ICON = 14


class ReadColumn(QWidget):
    """A title and rows to be read; one stop for the focus, read aloud as one sentence."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = title
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 2, 4, 2)
        self.column.setSpacing(6)
        self.column.addWidget(Label(title, "field"))

    def say(self, rows: tuple[HostRow, ...] | tuple[FoundRow, ...]) -> None:
        """Say these rows to a screen reader."""
        self.setAccessibleName(words.said(rows, self._name))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring while it has the focus."""
        if self.hasFocus():
            painter = smooth(self)
            focus_ring(painter, self._theme, QRectF(self.rect()), 6)
            painter.end()


class HostColumn(ReadColumn):
    """The hosts that are asked, who named each, and whether it was asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Hosts that are asked"))
        self.setObjectName("setup_hosts")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_rows(self, rows: tuple[HostRow, ...]) -> None:
        """Show these hosts."""
        clear(self._rows)
        for number, row in enumerate(rows, 1):
            holder = self._row(row)
            holder.setObjectName(f"host_{number}")
            self._rows.addWidget(holder)
        self.say(rows)

    def _row(self, row: HostRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        look = ("circle-check", "ok") if row.asked else ("circle-dashed", "text2")
        line.addWidget(Icon(self._theme, *look, _ICON), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Label(row.name, "strong", wrap=True))
        text.addWidget(Label(row.why, "small", wrap=True))
        text.addWidget(Label(row.state, row.tone, wrap=True))
        line.addLayout(text, 1)
        return holder


class FoundColumn(ReadColumn):
    """What the API and the login provider say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Found"))
        self.setObjectName("setup_found")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(1, 1)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_rows(self, rows: tuple[FoundRow, ...]) -> None:
        """Show what was found."""
        clear(self._rows)
        top = Qt.AlignmentFlag.AlignTop
        for number, row in enumerate(rows):
            self._rows.addWidget(Label(row.name, "small"), number, 0, top)
            value = Label(row.value, "code" if row.there else "quiet", wrap=True)
            value.setMinimumWidth(1)
            self._rows.addWidget(value, number, 1)
            if row.there:
                tick = Icon(self._theme, "circle-check", "ok", _ICON)
                self._rows.addWidget(tick, number, 2, top)
        self.say(rows)


class AddColumn(QWidget):
    """The ways to a client as radio buttons; changed(): another is chosen, or an ID was typed."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about: SetUp | None = None
        self._group = QButtonGroup(self)
        self._ways: dict[Way, QRadioButton] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.client = QLineEdit()
        self.client.setObjectName("setup_client")
        self.client.setAccessibleName(tr("Client ID"))
        self.client.setPlaceholderText(tr("Client ID"))
        self.client.hide()
        set_kind(self.client, "code")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(6)
        column.addWidget(Label(tr("You add"), "field"))
        column.addLayout(self._rows)
        column.addWidget(self.client)
        column.addStretch(1)
        self.client.textEdited.connect(lambda _text: self.changed.emit())
        self.client.returnPressed.connect(self.entered)

    @property
    def way(self) -> Way | None:
        """The way that is chosen; None where there is nothing to choose."""
        return next((way for way, radio in self._ways.items() if radio.isChecked()), None)

    @property
    def is_complete(self) -> bool:
        """Whether nothing has to be typed any more."""
        return self.way != "client" or bool(self.client.text().strip())

    def show_about(self, about: SetUp | None) -> None:
        """Offer other ways, the first of them chosen."""
        ways = about.ways if about is not None else ()
        if about == self._about:
            return
        self._about = about
        clear(self._rows)
        self._ways = {}
        if about is not None:
            for way in ways:
                self._offer(way, *words.way_words(way, about))
        if ways:
            self._ways[ways[0]].setChecked(True)
        else:
            self._rows.addWidget(Label(tr("Nothing yet."), "small", wrap=True))
        self._choose()

    def choose(self, way: Way) -> None:
        """Choose a way, and give its field the focus."""
        if way in self._ways:
            self._ways[way].setChecked(True)
            if way == "client":
                self.client.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, way: Way, title: str, text: str) -> None:
        radio = QRadioButton(title)
        radio.setObjectName(f"setup_{way}")
        radio.setAccessibleDescription(text)
        radio.toggled.connect(self._choose)
        self._group.addButton(radio)
        self._ways[way] = radio
        self._rows.addWidget(radio)
        hint = Label(text, "small", wrap=True)
        hint.setContentsMargins(24, 0, 0, 2)
        self._rows.addWidget(hint)

    def _choose(self) -> None:
        self.client.setVisible(self.way == "client")
        self.changed.emit()
