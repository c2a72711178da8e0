"""The fixes as buttons, and one line that says what the fix in question sends and changes."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.diagnosis.experiment_words import Offer
from inspector.gui.diagnosis.fix_words import fix_note
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, ButtonKind
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.fix import Fix
from inspector.wording import tr

_POINTED = (QEvent.Type.Enter, QEvent.Type.FocusIn)


class FixButtons(QWidget):
    """chosen(Fix): carry it out. copy_asked(): the answer is wanted as Markdown.

    experiment_asked(tuple of ids): run these experiments, all safe ones where there are none.
    inspect_asked(): take the token apart.
    """

    chosen = Signal(object)
    experiment_asked = Signal(object)
    copy_asked = Signal()
    inspect_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fixes: dict[QObject, Fix] = {}
        self._keys = ""
        self._offer: Offer | None = None
        self._row = QWidget()
        self._row.setMinimumWidth(1)  # a long title is cut, it does not widen the card
        self._flow = FlowLayout(self._row)
        self._note = Label("", "quiet", wrap=True)
        self._copy = Button(theme, tr("Copy"), "secondary", "copy")
        set_tip(self._copy, tr("Copy the answer as Markdown, secrets masked"))
        self._copy.setObjectName("copy_verdict")
        self._copy.clicked.connect(self.copy_asked)
        self._inspect = Button(theme, tr("Inspect token"), "secondary", "scan-search")
        self._inspect.setObjectName("inspect_token")
        self._inspect.clicked.connect(self.inspect_asked)
        self._inspect.hide()
        self._try = Button(theme, tr("Run experiments"), "primary", "flask-conical")
        self._try.setObjectName("run_experiments")
        self._try.clicked.connect(self._ask)
        self._try.installEventFilter(self)
        self._try.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._row)
        column.addWidget(self._note)
        theme.changed.connect(self._fit)

    @property
    def first(self) -> Fix | None:
        """The fix that Alt+Enter carries out."""
        return next(iter(self._fixes.values()), None)

    def show_fixes(self, fixes: Sequence[Fix], keys: str, *, sure: bool) -> None:
        """Show these fixes; keys: the shortcut of the first; sure: it is the primary button."""
        self._keys = keys
        self._empty()
        self._flow.addWidget(self._try)
        for number, fix in enumerate(fixes, 1):
            button = self._button(fix, number, sure=sure)
            self._fixes[button] = fix
            self._flow.addWidget(button)
        self._flow.addWidget(self._inspect)
        self._flow.addWidget(self._copy)
        self._copy.show()
        self._rest()
        self._fit()
        self._row.updateGeometry()

    def offer_inspection(self, *, wanted: bool) -> None:
        """Offer to take the token apart, where there is one."""
        self._inspect.setVisible(wanted)
        self._row.updateGeometry()

    def offer(self, offer: Offer | None, keys: str) -> None:
        """Offer experiments before the fixes, or nothing to try; keys: their shortcut."""
        self._offer = msgspec.structs.replace(offer, note=f"{offer.note} {keys}") if offer else None
        self._try.ensurePolished()  # its size is right only with its style
        self._try.setVisible(offer is not None)
        if offer is not None:
            self._try.set_text(offer.text)
            self._try.setAccessibleDescription(offer.note)
        self._rest()
        self._fit()
        self._row.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what a fix does while it is pointed at or focused."""
        if event.type() in _POINTED and watched in self._fixes:
            self._tell(self._fixes[watched])
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._rest()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut titles that are longer than the line."""
        super().resizeEvent(event)
        self._fit()

    def _ask(self) -> None:
        if self._offer is not None:
            self.experiment_asked.emit(self._offer.ids)

    def _rest(self) -> None:
        """Say what the first button does."""
        if self._offer is not None:
            self._note.setText(self._offer.note)
            self._note.show()
        else:
            self._tell(self.first)

    def _fit(self) -> None:
        self._try.set_room(self.width())
        for button in self._fixes:
            if isinstance(button, Button):
                button.set_room(self.width())

    def _empty(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for button in self._fixes:
            if isinstance(button, QWidget):
                button.setParent(None)
                button.deleteLater()
        self._fixes = {}

    def _button(self, fix: Fix, number: int, *, sure: bool) -> Button:
        kind: ButtonKind = "primary" if sure and number == 1 else "secondary"
        button = Button(self._theme, fix.title, kind, _icon(fix))
        button.setObjectName("fix_primary" if number == 1 else f"fix_{number}")
        button.setAccessibleDescription(fix_note(fix))
        button.clicked.connect(lambda: self.chosen.emit(fix))
        button.installEventFilter(self)
        return button

    def _tell(self, fix: Fix | None) -> None:
        text = fix_note(fix) if fix else ""
        if fix and fix is self.first and self._keys:
            text = f"{text} {self._keys}".strip()
        self._note.setText(text)
        self._note.setVisible(bool(text))


def _icon(fix: Fix) -> str:
    if fix.message or fix.action.startswith("copy"):
        return "copy"
    if any(change.ask for change in fix.changes):
        return "pencil"
    return "refresh-cw" if fix.sends or fix.changes else "wrench"
