"""The pane at the left of a request: Auth, Params, Headers, Body and the options."""

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.compose.auth_tab import AuthTab
from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.compose.draft import Draft
from inspector.gui.compose.options_tab import OptionsTab
from inspector.gui.compose.rows_tab import HeadersTab, ParamsTab
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.model.request import NoBody
from inspector.wording import tr

AUTH, PARAMS, HEADERS, BODY, OPTIONS = range(5)


class RequestPane(QWidget):
    """Puts the tabs together; the owner of the request is asked for every change."""

    def __init__(
        self, current: CurrentRequest, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name_pane(self, "request_pane")
        self._current = current
        self.draft = Draft(current, tools)
        self.draft.setParent(self)  # it goes with the pane, else it would go on looking
        self.auth = AuthTab(current, self.draft, tools)
        self.params = ParamsTab(current, tools)
        self.headers = HeadersTab(current, self.draft, tools)
        self.body = BodyTab(current, self.draft, tools)
        self.options = OptionsTab(current, self.draft, tools)
        self.tabs = UnderlineTabs(tools.theme, tr("Parts of the request"))
        keep_as("request_part", self.tabs)
        self._options_button = IconButton(tools.theme, "sliders-horizontal", tr("Options"))
        self._options_button.setCheckable(True)
        self._stack = QStackedLayout()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self._options_button.clicked.connect(self._turn_options)
        current.changed.connect(self._mark_tabs)
        current.marked.connect(self._mark_tabs)
        current.focus_wanted.connect(self.focus_field)
        self.draft.renewed.connect(self._mark_tabs)
        self._mark_tabs()

    def focus_field(self, path: str) -> None:
        """Show the tab that has this field and give the field the focus."""
        pages = (self.auth, self.params, self.headers, self.body, self.options)
        first = path.partition(".")[0]
        index = {"query": PARAMS, "headers": HEADERS, "body": BODY, "options": OPTIONS}.get(
            first, AUTH
        )
        if first in {"url", "method"}:
            return
        self.show_part(index)
        pages[index].focus_field(path)

    def show_part(self, index: int) -> None:
        """Show Auth, Params, Headers, Body or the options."""
        if index == OPTIONS:
            self._turn_options()
        else:
            self.tabs.setCurrentIndex(index)
            self._turn(index)

    def _lay_out(self) -> None:
        for word in (tr("Auth"), tr("Params"), tr("Headers"), tr("Body")):
            self.tabs.addTab(word)
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 10, 0)
        top.setSpacing(4)
        top.addWidget(self.tabs, 1)
        top.addWidget(self._options_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addLayout(self._stack, 1)
        # After the stack has a parent: a page without one would be shown as a window.
        for page in (self.auth, self.params, self.headers, self.body, self.options):
            self._stack.addWidget(page)

    def _turn(self, index: int) -> None:
        self._options_button.setChecked(False)
        self._stack.setCurrentIndex(index)

    def _turn_options(self) -> None:
        on = self._stack.currentIndex() != OPTIONS
        self._options_button.setChecked(on)
        self._stack.setCurrentIndex(OPTIONS if on else self.tabs.currentIndex())

    def _mark_tabs(self) -> None:
        request, marks = self._current.value, self._current.marks
        marked = {mark.field.partition(".")[0] for mark in marks}
        self.tabs.set_mark(AUTH, TabMark(wrong=self.auth.wrong))
        params = sum(row.enabled for row in request.query)
        self.tabs.set_mark(PARAMS, TabMark(badge=params, wrong="query" in marked))
        headers = sum(row.enabled for row in request.headers) + len(self.draft.added)
        self.tabs.set_mark(HEADERS, TabMark(badge=headers, wrong="headers" in marked))
        body = int(not isinstance(request.body, NoBody))
        self.tabs.set_mark(BODY, TabMark(badge=body, wrong="body" in marked))
