"""The row above a body: how it is shown, a filter by JSONPath, a search with its hits."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.line_icon import LineIcon
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

MOST = 10_000  # hits that are marked
_WAIT = 250  # milliseconds after the last key before a body is filtered
_FILTER_WIDTH, _FIND_WIDTH = 300, 180
_INSET = 8


# ---------------- One of a few ways to show something
class Segments(QFrame):
    """chosen(str): that way. Arrow keys go to the next one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, said: str) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: dict[str, Button] = {}
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_kind(self, "segments")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)

    def show_ways(self, ways: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer these: name and words; one of them is in force."""
        if tuple(self._buttons) != tuple(name for name, _ in ways):
            self._make(ways)
        for name, button in self._buttons.items():
            button.setChecked(name == chosen)
        self.setVisible(len(ways) > 1)

    def button(self, name: str) -> Button | None:
        """Return the button of a way, None where it is not offered."""
        return self._buttons.get(name)

    def _make(self, ways: tuple[tuple[str, str], ...]) -> None:
        for button in self._buttons.values():
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = {}
        for name, words in ways:
            button = Button(self._theme, words, "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, name=name: self.choose(name))
            self._buttons[name] = button
            self._row.addWidget(button)

    def choose(self, name: str) -> None:
        """Show it in this way, as by a click."""
        for other, button in self._buttons.items():
            button.setChecked(other == name)
        self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the one beside it."""
        steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        names = list(self._buttons)
        focused = [name for name in names if self._buttons[name].hasFocus()]
        if event.key() not in steps or not focused:
            super().keyPressEvent(event)
            return
        name = names[(names.index(focused[0]) + steps[event.key()]) % len(names)]
        self._buttons[name].setFocus()
        self.choose(name)


# ---------------- A field with an icon before its text and a count behind it
class CountedField(QLineEdit):
    """left(): Esc was pressed. name: for screen readers; the count is said after it."""

    left = Signal()

    def __init__(self, theme: Theme, icon: str, name: str, hint: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._count = Label("", "quiet")
        self._count.setParent(self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        LineIcon(theme, self, icon, size=14)
        self.setPlaceholderText(hint)
        theme.changed.connect(self._place)
        self.show_count("")

    def show_count(self, words: str, problem: str = "") -> None:
        """Say how much was found, or why nothing can be."""
        self._count.setText(words)
        self.setAccessibleName(", ".join(filter(None, (self._name, words))))
        set_property(self, "state", "error" if problem else "")
        set_tip(self, problem)
        self._place()

    @property
    def count(self) -> str:
        """How much was found, in words."""
        return self._count.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the count at the end."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, and leaves it where it is empty."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def _place(self) -> None:
        size = self._count.sizeHint()
        width = size.width() if self._count.text() else 0
        left = self.width() - width - self._theme.px(_INSET)
        self._count.setGeometry(left, (self.height() - size.height()) // 2, width, size.height())
        room = self.textMargins()
        room.setRight(width + self._theme.px(4) if width else 0)
        self.setTextMargins(room)


# ---------------- The search
class FindBar(QWidget):
    """wanted(str, int): look for this, from here on (0), further on (1) or back (-1). left()."""

    wanted = Signal(str, int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._edit = CountedField(theme, "search", tr("Find in the body"), tr("Find"))
        self._edit.setObjectName("find_edit")
        self._edit.setMinimumWidth(theme.px(_FIND_WIDTH))
        self._edit.textChanged.connect(self._changed)
        self._edit.returnPressed.connect(self._next)
        self._edit.installEventFilter(self)
        self._edit.left.connect(self.left)
        back = IconButton(theme, "chevron-up", tr("Previous match"))
        forth = IconButton(theme, "chevron-down", tr("Next match"))
        back.clicked.connect(self._previous)
        forth.clicked.connect(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._edit, 1)
        row.addWidget(back)
        row.addWidget(forth)

    def begin(self) -> None:
        """Take the focus, with what was looked for last selected."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._edit.text()

    @property
    def count(self) -> str:
        """How often it was found, in words."""
        return self._edit.count

    def show_count(self, count: int, place: int = 0) -> None:
        """Say how often it was found, and which of them is shown, from 1."""
        if not self.text:
            words = ""
        elif not count:
            words = tr("Not found")
        elif count >= MOST:
            words = tr("{place:,} of {count:,} or more", place=place, count=count)
        else:
            words = tr("{place:,} of {count:,}", place=place, count=count)
        self._edit.show_count(words)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Shift+Enter goes back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._previous()
            return True
        return False

    def _changed(self, text: str) -> None:
        self.wanted.emit(text, 0)

    def _next(self) -> None:
        self.wanted.emit(self.text, 1)

    def _previous(self) -> None:
        self.wanted.emit(self.text, -1)


# ---------------- The filter
class FilterField(CountedField):
    """filtered(str): show what this JSONPath leads to; empty: everything."""

    filtered = Signal(str)

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__(theme, "filter", tr("JSONPath filter"), hint)
        self.setObjectName("filter_edit")
        set_kind(self, "small-code")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_WAIT)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._ask)

    def set_subject(self, *, events: bool) -> None:
        """Say what is filtered: the events of a stream by a text, else JSON by a path."""
        hint = tr("Event name or text") if events else tr("JSONPath, such as $.items[0].id")
        self.setPlaceholderText(hint)
        self._name = tr("Filter of the events") if events else tr("JSONPath filter")
        self.show_count(self.count)

    def forget(self) -> None:
        """Empty the field without asking for anything: another body is shown."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._pause.stop()
        self.show_count("")

    def _ask(self) -> None:
        self._pause.stop()
        self.filtered.emit(self.text().strip())


class BodyBar(QWidget):
    """Ways, filter and search in one row, or in two where they have no room in one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.ways = Segments(theme, tr("How the body is shown"))
        self.filter = FilterField(theme, tr("JSONPath, such as $.items[0].id"))
        self.filter.setMinimumWidth(0)
        self.finder = FindBar(theme)
        self._tools = QWidget()
        self._more = QHBoxLayout(self._tools)
        self._more.setContentsMargins(0, 0, 0, 0)
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self.ways)
        self._first.addWidget(self.filter, 1)
        self._first.addWidget(self._tools)
        self._first.addWidget(self.finder)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 12, 8)
        self._column.setSpacing(6)
        self._column.addLayout(self._first)
        self._stands_below = False

    def add(self, widget: QWidget) -> None:
        """Put something more at the end of the row."""
        self._more.addWidget(widget)

    def show_parts(self, *, filters: bool, finds: bool) -> None:
        """Show the filter and the search where they can do something."""
        self.filter.setVisible(filters)
        self.finder.setVisible(finds)
        self._first.setDirection(QBoxLayout.Direction.LeftToRight)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the filter below where it has no room beside the rest."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest part alone: what has none beside it goes below."""
        parts = (self.ways, self.finder, self._tools)
        widest = max(part.minimumSizeHint().width() for part in parts if not part.isHidden())
        sides = self._column.contentsMargins()
        wide = widest + sides.left() + sides.right()
        return QSize(wide, super().minimumSizeHint().height())

    def _fit(self, width: int) -> None:
        sides = self._column.contentsMargins()
        room = width - sides.left() - sides.right()
        beside = [p.sizeHint().width() + 8 for p in (self.ways, self.finder) if not p.isHidden()]
        wanted = sum(beside) + (self._tools.sizeHint().width() if self._more.count() else 0)
        filters = not self.filter.isHidden()
        wanted += self._theme.px(_FILTER_WIDTH) if filters and not self.finder.isHidden() else 0
        below = room < wanted
        if below == self._stands_below:
            return
        self._stands_below = below
        self.updateGeometry()
        for part in (self.filter, self._tools):
            (self._first if below else self._column).removeWidget(part)
        if below:
            self._first.setStretchFactor(self.finder, 1)
            self._column.addWidget(self.filter)
            self._column.addWidget(self._tools)
        else:
            self._first.setStretchFactor(self.finder, 0)
            self._first.insertWidget(1, self.filter, 1)
            self._first.insertWidget(2, self._tools)
