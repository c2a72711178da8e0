"""The rail at the left: where in the program one is, as icon and word."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.screens.registry import rail_places
from inspector.gui.screens.screen import RailPlace
from inspector.gui.state.actions import Actions
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.painting import focus_ring, icon_at, rounded, smooth
from inspector.gui.widgets.tabs import LatePages
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

WIDTH = 72
_ENTRY_WIDTH, _ENTRY_HEIGHT, _ICON = 56, 50, 20


class RailButton(QAbstractButton):
    """Icon above a word; lit while its place is shown."""

    def __init__(self, theme: Theme, entry: RailPlace, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._entry = entry
        self.setText(entry.word)
        self.setAccessibleName(entry.word)
        self.show_keys(keys)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def show_keys(self, keys: str) -> None:
        """Name the shortcut in the tooltip."""
        set_tip(self, f"{self._entry.word} ({keys})" if keys else self._entry.word)

    def sizeHint(self) -> QSize:
        """Return the size of the target."""
        return QSize(self._theme.px(_ENTRY_WIDTH), self._theme.px(_ENTRY_HEIGHT))

    def nextCheckState(self) -> None:
        """A press does not toggle: what is shown decides."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and word."""
        px, colour = self._theme.px, self._theme.colour
        painter = smooth(self)
        whole = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, whole, 8, colour("surface"))
        elif self.underMouse():
            rounded(painter, whole, 8, colour("hover"))
        token = "accent" if self.isChecked() else "text2"
        where = QPointF((self.width() - px(_ICON)) / 2, px(8))
        icon_at(painter, self._theme, (self._entry.icon, token, _ICON), where)
        painter.setFont(self._theme.font(11, SEMIBOLD))
        painter.setPen(colour(token))
        words = self.rect().adjusted(0, px(28), 0, -px(4))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._entry.word)
        if self.hasFocus():
            focus_ring(painter, self._theme, whole, 8)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


class Rail(QWidget):
    """All places; `light` marks the one that is shown."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._theme = theme
        self._actions = actions
        name_pane(self, "rail")
        self.setAccessibleName(tr("Places"))
        self.buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        for foot in (False, True):
            for name, entry in rail_places().items():
                if entry.foot == foot:
                    button = self._button(name, entry)
                    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            if not foot:
                column.addStretch(1)
        theme.changed.connect(self._renew)
        actions.keys_changed.connect(self._show_keys)
        self._renew()

    def light(self, place: str) -> None:
        """Mark one place."""
        for name, button in self.buttons.items():
            button.setChecked(name == place)

    def _button(self, name: str, entry: RailPlace) -> RailButton:
        button = RailButton(self._theme, entry, self._actions.keys(entry.command))
        button.setObjectName(f"rail_{name}")
        button.clicked.connect(lambda: self._actions.run(entry.command))
        self.buttons[name] = button
        return button

    def _show_keys(self) -> None:
        for name, button in self.buttons.items():
            button.show_keys(self._actions.keys(rail_places()[name].command))

    def _renew(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))


# ---------------- The sidebar: a panel for the place that the rail shows
SIDEBAR_WIDTH = 224
LEAST = 124


class Sidebar(LatePages[str]):
    """All panels made so far; `show_place` makes and shows one."""

    def __init__(self, theme: Theme, factories: dict[str, Callable[[], QWidget]]) -> None:
        super().__init__(factories)
        self.setAccessibleName(tr("Sidebar"))
        self._theme = theme
        theme.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """Leave room for its words, which may have grown."""
        self.setMinimumWidth(self._theme.px(LEAST))

    def show_place(self, place: str) -> QWidget:
        """Show the panel of that place."""
        return self.turn_to(place)
