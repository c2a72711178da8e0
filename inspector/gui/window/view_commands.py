"""Carries out the commands about the view: theme, size, what is shown, which tab, which pane."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QSplitter, QSplitterHandle, QWidget

from inspector.gui.screens.commands import TAB_KEYS, commands, menu_titles
from inspector.gui.screens.registry import screens
from inspector.gui.state.actions import Actions
from inspector.gui.state.choices import Choice
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.forms.secret_edit import SecretEdit
    from inspector.settings.options import Value


# ---------------- Splitters that snap, collapse and reset, and what a narrow window leaves out
SIDEBAR_BELOW = 1272  # with it the response would have less than 640
RESPONSE_BELOW = 960


class SnapSplitter(QSplitter):
    """A splitter whose first part has a usual size; a double click on the handle restores it.

    dragged(int): the first part's new size. A part smaller than its minimum collapses.
    """

    dragged = Signal(int)

    def __init__(self, usual: int, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(orientation)
        self.usual = usual
        self._wanted: int | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(True)
        self.splitterMoved.connect(self._moved)

    def createHandle(self) -> QSplitterHandle:
        """Return a handle that resets on a double click."""
        return _Handle(self.orientation(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take up a size that was asked for before there was room."""
        super().resizeEvent(event)
        if self._wanted is not None:
            self.size_first(self._wanted)

    def reset(self) -> None:
        """Give the first part its usual size."""
        self.size_first(self.usual)

    def size_first(self, size: int) -> None:
        """Give the first part that size, the rest to the second; kept until it is shown."""
        self._wanted = None if self.isVisible() else size
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        self.setSizes([size, max(1, whole - size)])

    def first_size(self) -> int:
        """Return the first part's size; 0 = collapsed."""
        return self.sizes()[0] if self.count() else 0

    def _moved(self, _position: int, _index: int) -> None:
        self.dragged.emit(self.first_size())


class _Handle(QSplitterHandle):
    """One pixel to see; its margin makes it easy to grip."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Restore the usual size."""
        splitter = self.splitter()
        if isinstance(splitter, SnapSplitter):
            splitter.reset()
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the splitting pointer."""
        if event.type() == QEvent.Type.Enter:
            across = self.orientation() == Qt.Orientation.Horizontal
            self.setCursor(Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor)
        return super().event(event)


def is_narrow(width: int) -> bool:
    """Whether a window that wide has room for the sidebar only when it is asked for."""
    return width < SIDEBAR_BELOW


def leaves_sidebar_out(width: int, document: Document | None) -> bool:
    """Whether the sidebar shows only when it is asked for: in a narrow window, by a wide page."""
    return is_narrow(width) or (document is not None and screens()[document.kind].wide)


def wants_below(width: int, *, chosen: bool) -> bool:
    """Whether the response lies under the request in a window that wide."""
    return chosen or width < RESPONSE_BELOW


_SWITCHES = {
    "toggle-sidebar": "sidebar",
    "toggle-below": "response_below",
    "toggle-notes": "notes_on",
    "toggle-secrets": "secrets_hidden",
    "toggle-presentation": "presentation",
}
_STEP, _SMALLEST, _LARGEST = 10, 80, 200
PANE_NAMES = (
    "rail",
    "sidebar",
    "url_bar",
    "request_pane",
    "entries_pane",
    "response_pane",
    "screen",
    "status_bar",
)


class ViewCommands(QObject):
    """Commands whose effect is only what is seen."""

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__()
        self._tools = tools
        self._window = window
        for name, switch in _SWITCHES.items():
            tools.actions.provide(name, self._toggler(switch))
        tools.actions.provide("toggle-sidebar", lambda _: self._toggle_sidebar())
        for mode in ("system", "light", "dark"):
            tools.actions.provide(f"theme-{mode}", self._setter("appearance.theme", mode))
        self._provide_sizes()
        self._provide_tabs()
        self._provide_screens()
        tools.choices.changed.connect(self._check)
        tools.tabs.closed.connect(self._closed)
        self._check(tools.choices.value)

    def _provide_sizes(self) -> None:
        provide = self._tools.actions.provide
        provide("larger", lambda _: self._resize(_STEP))
        provide("smaller", lambda _: self._resize(-_STEP))
        provide("usual-size", self._setter("appearance.scale", 100))
        provide("reveal", self._reveal, when=lambda: _focused_secret() is not None)
        provide("next-pane", lambda _: self._step_pane(1))
        provide("previous-pane", lambda _: self._step_pane(-1))

    def _provide_tabs(self) -> None:
        provide, tabs = self._tools.actions.provide, self._tools.tabs
        provide("next-tab", lambda _: tabs.step(1))
        provide("previous-tab", lambda _: tabs.step(-1))
        for number in TAB_KEYS:
            provide(f"tab-{number}", self._tab_opener(number - 1), when=self._has_tab(number))
        provide("close-tab", lambda _: self._close_tab())
        provide("reopen-tab", lambda _: tabs.reopen(), when=lambda: tabs.can_reopen)

    def _provide_screens(self) -> None:
        for screen in screens().values():
            for command in () if screen.provider else screen.commands:
                self._tools.actions.provide(command.id, self._opener(screen.kind))

    def _reveal(self, _argument: object) -> None:
        secret = _focused_secret()
        if secret is not None:
            secret.toggle()

    def _closed(self, document: Document) -> None:
        """Say that a tab was closed with changes, and offer it back."""
        if document.modified or _is_typed(document):
            said = tr("“{name}” was closed with changes.", name=document.title)
            self._tools.notices.say(said, tr("Reopen"), lambda: self._tools.tabs.reopen(document))

    def _close_tab(self) -> None:
        if self._tools.tabs.active is not None:
            self._tools.tabs.close(self._tools.tabs.active)

    def _opener(self, kind: str) -> Callable[[object], object]:
        return lambda _: self._tools.tabs.open(Document(kind))

    def _tab_opener(self, index: int) -> Callable[[object], None]:
        return lambda _: self._tools.tabs.activate_index(index)

    def _has_tab(self, number: int) -> Callable[[], bool]:
        return lambda: len(self._tools.tabs.documents) >= number

    def _toggle_sidebar(self) -> None:
        """Turn round what holds here; where there is room, what was asked for is forgotten."""
        choice = self._tools.choices.value
        if leaves_sidebar_out(self._window.width(), self._tools.tabs.active):
            self._tools.choices.change(narrow_sidebar=not choice.narrow_sidebar)
        else:
            self._tools.choices.change(sidebar=not choice.sidebar, narrow_sidebar=False)

    def _toggler(self, switch: str) -> Callable[[object], None]:
        return lambda _: self._tools.choices.toggle(switch)

    def _setter(self, key: str, value: "Value") -> Callable[[object], None]:
        return lambda _: self._set(key, value)

    def _set(self, key: str, value: "Value") -> None:
        self._tools.settings.set(key, value)
        self._tools.background.compute(self._tools.settings.save)

    def _resize(self, by: int) -> None:
        now = int(self._tools.settings.number("appearance.scale"))
        self._set("appearance.scale", max(_SMALLEST, min(now + by, _LARGEST)))

    def _check(self, choice: Choice) -> None:
        for name, switch in _SWITCHES.items():
            self._tools.actions.action(name).setChecked(bool(getattr(choice, switch)))
        left_out = leaves_sidebar_out(self._window.width(), self._tools.tabs.active)
        shown = choice.narrow_sidebar if left_out else choice.sidebar
        self._tools.actions.action("toggle-sidebar").setChecked(shown)

    def _step_pane(self, by: int) -> None:
        panes = [pane for pane in self._panes() if _first_field(pane) is not None]
        if not panes:
            return
        focus = QApplication.focusWidget()
        here = next(
            (place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -by
        )
        field = _first_field(panes[(here + by) % len(panes)])
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _panes(self) -> list[QWidget]:
        found = [self._window.findChildren(QWidget, name) for name in PANE_NAMES]
        return [pane for panes in found for pane in panes if pane.isVisibleTo(self._window)]


def _focused_secret() -> "SecretEdit | None":
    """Return the field for a secret that has the focus; it is known by its property."""
    widget = QApplication.focusWidget()
    while widget is not None and not widget.property("holds_secret"):
        widget = widget.parentWidget()
    return cast("SecretEdit", widget) if widget is not None else None


def _first_field(pane: QWidget) -> QWidget | None:
    """Return the first widget in the pane that takes the focus by Tab."""
    for widget in pane.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isEnabled() and widget.isVisibleTo(pane):
            return widget
    return None


# ---------------- Builds the menu bar from the declared commands
def build_menus(bar: QMenuBar, actions: Actions, theme: Theme) -> None:
    """Fill the menu bar; what can't be done now is grey whenever a menu opens."""
    icons = _Icons(actions, theme, bar)
    menus = {name: bar.addMenu(title) for name, title in menu_titles().items()}
    for name, menu in menus.items():
        menu.setObjectName(f"menu_{name}")
        menu.aboutToShow.connect(actions.refresh)
        menu.aboutToShow.connect(icons.draw)
    for command in commands():
        menu = menus[command.menu]
        if command.apart:
            menu.addSeparator()
        menu.addAction(actions.action(command.id))
    _give_roles(actions)


def _give_roles(actions: Actions) -> None:
    """Let macOS move these to the place where people look for them there."""
    for name, role in (
        ("settings", QAction.MenuRole.PreferencesRole),
        ("about", QAction.MenuRole.AboutRole),
        ("quit", QAction.MenuRole.QuitRole),
    ):
        actions.action(name).setMenuRole(role)


class _Icons(QObject):
    """Draws the icons when a menu is first opened, and again after a change of the theme."""

    def __init__(self, actions: Actions, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self._drawn = False
        theme.changed.connect(self._forget)

    def draw(self) -> None:
        """Give the commands their icons in the colours of the theme."""
        if not self._drawn:
            self._drawn = True
            for command in commands():
                if command.icon:
                    self._actions.action(command.id).setIcon(self._theme.icon(command.icon))

    def _forget(self) -> None:
        self._drawn = False


def entries(menu: QMenu) -> list[str]:
    """Return the texts of a menu, separators as empty texts."""
    return [action.text() for action in menu.actions()]


def _is_typed(document: Document) -> bool:
    """Whether something was typed into a request that no file holds."""
    if not isinstance(document, RequestDocument) or document.saved is not None:
        return False
    return not document.is_blank and document.current.can_undo
