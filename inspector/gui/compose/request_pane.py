"""The pane at the left of a request: Auth, Params, Headers, Body, After, Docs and the options."""

from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QMetaMethod, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.compose.after_tab import AfterTab
from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.docs_tab import DocsTab
from inspector.gui.compose.draft import Draft
from inspector.gui.compose.options_tab import OptionsTab
from inspector.gui.compose.rows_tab import HeadersTab, ParamsTab
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.tabs import LatePages, TabMark, UnderlineTabs
from inspector.model.request import NoBody
from inspector.wording import tr

AUTH, PARAMS, HEADERS, BODY, AFTER, DOCS, OPTIONS = range(7)


_PLACES = {
    "query": PARAMS,
    "headers": HEADERS,
    "body": BODY,
    "captures": AFTER,
    "expectations": AFTER,
    "examples": DOCS,
    "description": DOCS,
    "options": OPTIONS,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_line(field: QWidget | None) -> bool:
    """Whether Enter in that field is left to the pane."""
    if isinstance(field, QLineEdit):
        return not field.isSignalConnected(QMetaMethod.fromSignal(field.returnPressed))
    return isinstance(field, QAbstractSpinBox)


class Part(Protocol):
    """A part of the request that can be sent to one of its fields."""

    def focus_field(self, path: str) -> object:
        """Give the field at a path the focus."""


class RequestPane(QWidget):
    """Puts the parts together, each made when it is first turned to; all but one are out of sight.

    The owner of the request is asked for every change.
    """

    def __init__(
        self, current: CurrentRequest, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name_pane(self, "request_pane")
        self._current = current
        self._actions = tools.actions
        self.draft = draft = Draft(current, tools)
        self.draft.setParent(self)  # it goes with the pane, else it would go on looking
        self.pages = LatePages(
            {
                AUTH: lambda: AuthTab(current, draft, tools),
                PARAMS: lambda: ParamsTab(current, tools),
                HEADERS: lambda: HeadersTab(current, draft, tools),
                BODY: lambda: BodyTab(current, draft, tools),
                AFTER: lambda: AfterTab(current, tools),
                DOCS: lambda: DocsTab(current, tools),
                OPTIONS: lambda: OptionsTab(current, draft, tools),
            }
        )
        self.tabs = UnderlineTabs(tools.theme, tr("Parts of the request"))
        keep_as("request_part", self.tabs)
        self._beside = {
            AFTER: IconButton(
                tools.theme, "circle-check", tr("After the reply: captures and expectations")
            ),
            DOCS: IconButton(tools.theme, "file-text", tr("Documentation and examples")),
            OPTIONS: IconButton(tools.theme, "sliders-horizontal", tr("Options")),
        }
        self._lay_out()
        self._turn(AUTH)
        self.tabs.currentChanged.connect(self._turn)
        for place, button in self._beside.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._turn_beside, place))
        current.changed.connect(self._mark_tabs)
        current.marked.connect(self._mark_tabs)
        current.focus_wanted.connect(self.focus_field)
        self.draft.renewed.connect(self._mark_tabs)
        self._mark_tabs()

    @property
    def auth(self) -> AuthTab:
        """The credential."""
        return cast("AuthTab", self.pages.page(AUTH))

    @property
    def params(self) -> ParamsTab:
        """The parameters of the query."""
        return cast("ParamsTab", self.pages.page(PARAMS))

    @property
    def headers(self) -> HeadersTab:
        """The headers."""
        return cast("HeadersTab", self.pages.page(HEADERS))

    @property
    def body(self) -> BodyTab:
        """The body."""
        return cast("BodyTab", self.pages.page(BODY))

    @property
    def after(self) -> AfterTab:
        """What is done with the reply."""
        return cast("AfterTab", self.pages.page(AFTER))

    @property
    def options(self) -> OptionsTab:
        """How it is sent."""
        return cast("OptionsTab", self.pages.page(OPTIONS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send by Enter from a field of one line that has no other use for it."""
        if event.key() in _ENTER and _is_line(QApplication.focusWidget()):
            self._actions.run("send")
        else:
            super().keyPressEvent(event)

    def focus_field(self, path: str) -> None:
        """Show the tab that has this field and give the field the focus."""
        first = path.partition(".")[0]
        index = _PLACES.get(first, AUTH)
        if first in {"url", "method"}:
            return
        self.show_part(index)
        cast("Part", self.pages.page(index)).focus_field(path)

    def show_part(self, index: int) -> None:
        """Show one of the parts, or the options."""
        if index in self._beside:
            self._turn(index)
        else:
            self.tabs.setCurrentIndex(index)
            self._turn(index)

    def _lay_out(self) -> None:
        for word in (tr("Auth"), tr("Params"), tr("Headers"), tr("Body")):
            self.tabs.addTab(word)
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 6, 0)
        top.setSpacing(0)
        top.addWidget(self.tabs, 1)
        for button in self._beside.values():
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self.pages, 1)

    def _turn(self, index: int) -> None:
        for place, button in self._beside.items():
            button.setChecked(place == index)
        self.pages.turn_to(index)

    def _turn_beside(self, index: int, _on: bool = False) -> None:  # noqa: FBT001,FBT002 - a slot
        """Show what has no tab, or the part of the tab that is chosen again."""
        again = self.pages.shown == index
        self._turn(self.tabs.currentIndex() if again else index)

    def _mark_tabs(self) -> None:
        request, marks = self._current.value, self._current.marks
        marked = {mark.field.partition(".")[0] for mark in marks if not mark.stale}
        self.tabs.set_mark(AUTH, TabMark(wrong=self.auth.wrong))
        params = sum(row.enabled for row in request.query)
        self.tabs.set_mark(PARAMS, TabMark(badge=params, wrong="query" in marked))
        headers = sum(row.enabled for row in request.headers) + len(self.draft.added)
        self.tabs.set_mark(HEADERS, TabMark(badge=headers, wrong="headers" in marked))
        body = int(not isinstance(request.body, NoBody))
        self.tabs.set_mark(BODY, TabMark(badge=body, wrong="body" in marked))
        after = bool(request.captures or request.expectations)
        self._beside[AFTER].set_icon("circle-check", "accent" if after else "text2")
        told = bool(request.description or request.examples)
        self._beside[DOCS].set_icon("file-text", "accent" if told else "text2")
