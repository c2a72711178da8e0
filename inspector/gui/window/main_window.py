"""The main window: puts menus, rail, sidebar, tabs and status bar together."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.bridge.asking import Askers, ask, ask_about_host, ask_in
from inspector.gui.bridge.lazy import Late, LateAsker, LatePart
from inspector.gui.compose.variable_completer import VariableCompleter, in_request
from inspector.gui.export.exporting import Exporting
from inspector.gui.history.keeping import Keeping
from inspector.gui.mocklab.practice import PracticeRuns
from inspector.gui.opening.opening import Opening
from inspector.gui.screens.registry import load, panels, rail_places, screens
from inspector.gui.sending.fix_commands import Fixing
from inspector.gui.sending.sending import Sending
from inspector.gui.sending.token_commands import TokenCommands
from inspector.gui.state.actions import PALETTE
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.window.details import Details, connection_facts
from inspector.gui.window.rail import SIDEBAR_WIDTH, Rail, Sidebar
from inspector.gui.window.status_bar import StatusBar
from inspector.gui.window.tab_area import TabArea, TabDrag
from inspector.gui.window.tab_order import step
from inspector.gui.window.view_commands import (
    SnapSplitter,
    ViewCommands,
    build_menus,
    is_narrow,
    leaves_sidebar_out,
)
from inspector.model.question import Answers, HostAnswer, HostQuestion, Question
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.sending.host_card import HostCard
    from inspector.gui.sending.question_card import QuestionCard
    from inspector.gui.state.notices import Notice
    from inspector.gui.widgets.banner import Toast
    from inspector.gui.window.palette import Palette
    from inspector.workbench.workbench import Workbench


# ---------------- Lets Ctrl+Z in a field of the request go to the tab's own undo
_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SharedUndo(QObject):
    """Watches which field has the focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window = parent
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming the undo keys."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        here = new is not None and new.window() is self._window
        if here and isinstance(new, QLineEdit | QPlainTextEdit) and in_request(new):
            new.installEventFilter(self)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _KEYS)


_SOON = 100


class MainWindow(QMainWindow):
    """closing(): the user closes it; whatever is to be kept is written now.

    came_to_front(): it is the active one now. held_open: asked before it closes; whether it stays
    open for now.
    """

    closing = Signal()
    came_to_front = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.held_open: Callable[[], bool] = lambda: False
        self._painted = False
        self._place = next(iter(panels()))  # whose panel the sidebar shows
        self.setWindowTitle(tr("Request Inspector"))
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 480)
        self.resize(1440, 900)
        self.opening = Opening(tools)
        self.sending = Sending(tools)
        self.keeping = Keeping(tools, self.sending)
        self.token_commands = TokenCommands(tools, self.sending)
        self._providers = [
            load(each.provider)(tools) for each in screens().values() if each.provider
        ]
        self.fixing = Fixing(tools, self.sending)
        self.practice = PracticeRuns(tools)
        self.exporting = Exporting(tools, self)
        self.view = ViewCommands(tools, self)
        self._provide()
        self._build()
        self._palette = Late(self._make_palette)
        self._be_asked()
        self._toast = Late(self._make_toast)
        tools.notices.said.connect(self._tell)
        self._fields = SharedUndo(self), VariableCompleter(tools.environments, self)
        self._scale = tools.theme.scale
        tools.theme.changed.connect(self._grow)
        tools.choices.changed.connect(self._arrange)
        tools.tabs.activated.connect(self._activated)
        QTimer.singleShot(_SOON, self, self._fill_unpainted)

    def begin(self) -> None:
        """Show the first page where no tab is open."""
        if not self._tools.tabs.documents:
            self._tools.tabs.show_start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the sidebar once the window is on the screen: it opens sooner without."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill_sidebar)

    def _fill_unpainted(self) -> None:
        """Fill a window that nobody sees: sidebar and page do more than show."""
        if not self.isVisible():
            self.area.wait_no_more()
            self._fill_sidebar()

    def _fill_sidebar(self) -> None:
        if self.sidebar.currentWidget() is None:
            self.sidebar.show_place(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sidebar out where the window is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the end is near; where secrets would be lost, ask first."""
        if self.held_open():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when it comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        if self.opening.open_mime(event.mimeData()):
            event.acceptProposedAction()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on nothing closes the palette."""
        self._palette.if_built(QWidget.hide)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the palette first."""
        palette = self._palette.built
        if event.key() == Qt.Key.Key_Escape and palette is not None and palette.isVisible():
            palette.hide()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's
        """Go to the next control by Tab, to the one before by Shift+Tab."""
        parts = [self.rail, self.sidebar, self.area, self.status]
        self.questions.if_built(lambda card: parts.insert(-1, card))
        host_card = self.host_card.built
        if host_card is not None and host_card.isVisible():
            parts = [host_card]
        return step(self, parts, forward=forward)

    @property
    def palette_list(self) -> "Palette":
        """The list of what is done by name; made when it is first opened."""
        return self._palette.get()

    def _make_toast(self) -> "Toast":
        from inspector.gui.widgets.banner import Toast  # noqa: PLC0415 - with the first notice

        tools = self._tools
        return Toast(tools.theme, tools.notices, self, lambda: tools.tabs.active)

    def _tell(self, notice: "Notice") -> None:
        if self._toast.built is None:  # once there is one it hears of notices by itself
            self._toast.get().show_notice(notice)

    def _make_palette(self) -> "Palette":
        from inspector.gui.window.palette import Palette  # noqa: PLC0415 - at the first use

        return Palette(self._tools, self)

    def _make_questions(self) -> "QuestionCard":
        from inspector.gui.sending.question_card import QuestionCard  # noqa: PLC0415 - as above

        return QuestionCard(self._tools)

    def _make_host_card(self) -> "HostCard":
        from inspector.gui.sending.host_card import HostCard  # noqa: PLC0415 - as above

        return HostCard(self._tools, self)

    def _be_asked(self) -> None:
        self.host_card = Late(self._make_host_card)
        questions = LateAsker[Question, Answers | None](self.questions, None)
        hosts = LateAsker[HostQuestion, HostAnswer](self.host_card, "no")
        ask_in(self._tools.background, Askers(questions, hosts))
        self._tools.late_workbench.then(_ask_in_windows)

    def _build(self) -> None:
        tools = self._tools
        bar = self.menuBar()
        build_menus(bar, tools.actions, tools.theme)
        for action in (tools.actions.action(name) for name in tools.actions.commands):
            self.addAction(action)
        self.rail = Rail(tools.theme, tools.actions)
        self.sidebar = Sidebar(tools.theme, {name: self._panel(name) for name in panels()})
        self.area = TabArea(tools)
        TabDrag(self.area.tabs, tools.tabs)
        self.split = SnapSplitter(tools.theme.px(SIDEBAR_WIDTH))
        self.split.addWidget(self.sidebar)
        self.split.addWidget(self.area)
        self.split.setStretchFactor(1, 1)
        self.split.setCollapsible(1, False)
        self.questions = LatePart(self._make_questions)
        self.status = StatusBar(tools)
        self.setCentralWidget(self._frame())
        self.rail.light(self._place)
        self.sidebar_width = self.split.usual
        self.split.dragged.connect(self._sidebar_dragged)
        self.split.reset()

    def _panel(self, name: str) -> Callable[[], QWidget]:
        return lambda: load(panels()[name].panel)(self._tools)

    def _frame(self) -> QWidget:
        frame = QWidget()
        frame.setObjectName("page")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.split, 1)
        column.addLayout(row, 1)
        self.questions.stand_in(column)
        column.addWidget(self.status)
        return frame

    def _provide(self) -> None:
        provide = self._tools.actions.provide
        for place, panel in panels().items():
            provide(panel.command.id, self._shower(place))
        provide(PALETTE, lambda _: self.palette_list.open())
        provide("search-collections", lambda _: self._show_place("requests", ""))
        provide("list-tabs", lambda _: self._list_tabs())
        provide("show-connection", lambda _: self._show_connection())
        provide("vault-status", lambda deed: self._show_vault(make=deed == "make"))

    def _shower(self, place: str) -> Callable[[object], None]:
        return lambda wanted: self._show_place(place, wanted)

    def _show_place(self, place: str, wanted: object = None) -> None:
        """Show a panel; the tabs stay. wanted: what the panel is to look for."""
        left_out = self._leaves_sidebar_out()
        self._tools.choices.change(sidebar=True, narrow_sidebar=left_out)
        panel = self.sidebar.show_place(place)
        if isinstance(wanted, str) and isinstance(panel, SidebarPanel):
            panel.look_for(wanted)
        self._place = place
        self.rail.light(place)

    def _list_tabs(self) -> None:
        self.palette_list.open_tabs(self.mapFromGlobal(self.area.row.corner()))

    def _activated(self, document: Document) -> None:
        if not is_narrow(self._room()):
            self._tools.choices.change(narrow_sidebar=False)  # it was asked for beside another page
        self._arrange()
        self.rail.light(document.kind if document.kind in rail_places() else self._place)
        self._toast.if_built(lambda toast: toast.follow_tab())

    def _show_connection(self) -> None:
        shown = self._tools.tabs.active_request
        answer = shown.attempts.current if shown else None
        self._show_details(tr("Connection"), connection_facts(answer))

    def _show_vault(self, *, make: bool = False) -> None:
        """Show the settings where they say where secrets are kept; make: begin the vault file."""
        from inspector.gui.settings.settings_page import SettingsPage  # noqa: PLC0415 - on demand

        self._tools.actions.run("settings")
        shown = self._tools.tabs.active
        page = self.area.page(shown) if shown is not None else None
        if isinstance(page, SettingsPage):
            page.show_vault(make=make)

    def _show_details(self, title: str, facts: tuple[tuple[str, str], ...]) -> None:
        corner = self.status.mapTo(self, QPoint(12, 0))
        Details(self, title, facts).show_above(corner)

    def _sidebar_dragged(self, width: int) -> None:
        if width:
            self.sidebar_width = width

    def _room(self) -> int:
        return self._tools.theme.at_usual_size(self.width())

    def _leaves_sidebar_out(self) -> bool:
        return leaves_sidebar_out(self._room(), self._tools.tabs.active)

    def _grow(self) -> None:
        """Let the sidebar grow and shrink with the text."""
        before, self._scale = self._scale, self._tools.theme.scale
        if before != self._scale:
            self.split.usual = self._tools.theme.px(SIDEBAR_WIDTH)
            self.sidebar_width = round(self.sidebar_width * self._scale / before)
            if self.split.first_size():
                self.split.size_first(self.sidebar_width)
            self._arrange()

    def _arrange(self) -> None:
        choice = self._tools.choices.value
        left_out = self._leaves_sidebar_out()
        shown = choice.narrow_sidebar if left_out else choice.sidebar
        self._tools.actions.action("toggle-sidebar").setChecked(shown)
        if shown != self.sidebar.isVisibleTo(self.split):
            self.sidebar.setVisible(shown)
            if shown:
                self.split.size_first(self.sidebar_width)


def _ask_in_windows(bench: "Workbench") -> None:
    """Let the schemes and sends of a workbench ask in the window whose work they are."""
    bench.ask, bench.hosts.ask = ask, ask_about_host
