"""Brings one window of the last run back: its place, splitters, tabs and drafts, nothing secret."""

import base64
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.bridge.lazy import Late
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.returning_tabs import ReturningTabs, is_draft

if TYPE_CHECKING:
    from inspector.library.drafts import Draft, Session
    from inspector.record import Kept
    from inspector.workbench.attempts.open_copies import OpenCopies

_LATER = 200  # milliseconds: the window is shown before the history is opened


class Restore(QObject):
    """Knows what of a window comes back. changed(): that differs."""

    changed = Signal()

    def __init__(self, window: MainWindow, tools: Tools, copies: "Late[OpenCopies]") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._ended = False
        self.others = ReturningTabs(tools, copies)
        self._answers: list[tuple[RequestDocument, str]] = []

    def bring_back(self, place: Mapping[str, Any], session: "Session | None") -> None:
        """Show the window where it was, with the tabs that it had."""
        self._put(place)
        self._window.area.wait_for_paint()
        if session is not None:
            self._show_tabs(session)
            self.others.expect(session, self._tools.tabs.documents)
            if session.tabs or session.others:
                QTimer.singleShot(_LATER, self, self._bring_answers)
        self._window.begin()
        self._watch()

    def stop(self) -> None:
        """Bring nothing back any more."""
        self._ended = True

    def place(self) -> dict[str, Any]:
        """Return where the window is."""
        geometry = bytes(self._window.saveGeometry().data())
        return {
            "geometry": base64.b64encode(geometry).decode(),
            "sidebar": self._window.sidebar_width,
        }

    def session(self) -> "Session":
        """Return the open tabs: requests as drafts, the others as their kinds are kept."""
        from inspector.library.drafts import Session  # noqa: PLC0415 - after the first window

        tabs, others = self.others.sorted_out()
        active = self._tools.tabs.active
        return Session(
            tabs=tuple(
                self._draft(each, place)
                for place, each in enumerate(tabs)
                if isinstance(each, RequestDocument) and is_draft(each)
            ),
            others=others,
            active=tabs.index(active) if active in tabs else -1,
        )

    def _draft(self, document: RequestDocument, place: int) -> "Draft":
        from inspector.library.drafts import Draft  # noqa: PLC0415 - after the first window

        return Draft(
            request=document.current.value,
            saved=document.path,
            edited=document.modified,
            environment=self._tools.environments.active_name,
            practice=document.practice,
            answer=self._shown(document),
            place=place,
        )

    def _shown(self, document: RequestDocument) -> str:
        """Return the id of the attempt that is shown, or that is still to be brought back."""
        answer = document.attempts.current
        if answer is not None:
            return answer.attempt.id
        return next((name for tab, name in self._answers if tab is document), "")

    def _watch(self) -> None:
        for signal in (
            self._tools.tabs.changed,
            self._tools.tabs.opened,
            self._tools.tabs.closed,
            self._tools.tabs.activated,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        if not self._ended:
            self.changed.emit()

    def _show_tabs(self, session: "Session") -> None:
        for draft in session.tabs:
            document = RequestDocument(draft.request)
            document.path, document.practice = draft.saved, draft.practice
            if draft.saved and not draft.edited:
                document.saved = draft.request
            self._tools.tabs.open(document, activate=False)
            if draft.answer:
                self._answers.append((document, draft.answer))
            if draft.environment:
                self._tools.environments.choose(draft.environment)
        # Only the page that is shown is built now.
        if session.tabs:
            places = [each.place if each.place >= 0 else n for n, each in enumerate(session.tabs)]
            before = sum(place <= session.active for place in places)
            self._tools.tabs.activate_index(max(0, before - 1))

    def _bring_answers(self) -> None:
        """Show the last answers and the other tabs again, once the window stands."""
        if self._ended:
            return
        for document, identity in self._answers:
            job = self._tools.history.find(identity)
            job.succeeded.connect(partial(self._bring_answer, document))
        self._answers = []
        self.others.bring()

    def _bring_answer(self, document: RequestDocument, kept: "Kept | None") -> None:
        idle = not document.attempts.running and document.attempts.current is None
        if kept is None or not idle or document not in self._tools.tabs.documents:
            return
        from inspector.workbench.answer import Answer  # noqa: PLC0415 - after the first window

        document.attempts.add(
            Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)
        )

    def _put(self, place: Mapping[str, Any]) -> None:
        geometry = place.get("geometry")
        if isinstance(geometry, str):
            self._window.restoreGeometry(base64.b64decode(geometry))
        sidebar = place.get("sidebar")
        if isinstance(sidebar, int) and sidebar > 0:
            self._window.sidebar_width = sidebar
            self._window.split.size_first(sidebar)
