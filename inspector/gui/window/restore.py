"""Brings back the window of the last run: its place, splitters, tabs and drafts, nothing secret."""

import base64
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes
from inspector.gui.bridge.lazy import Late
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.returning_tabs import ReturningTabs, is_draft
from inspector.vault.vault import Vault

if TYPE_CHECKING:
    from inspector.library.drafts import Draft, Drafts, Session
    from inspector.model.collection import Problem
    from inspector.record import Kept

SAVED_AFTER = 500
_LATER = 200  # milliseconds: the window is shown before the history is opened


class LateDrafts(Late["Drafts"]):
    """The drafts, whose code is loaded when there is something to read or write."""

    def __init__(self, path: Path, vault: Vault) -> None:
        super().__init__(self._make)
        self.path = path
        self._vault = vault

    def _make(self) -> "Drafts":
        from inspector.library.drafts import Drafts  # noqa: PLC0415 - after the first window

        return Drafts(self.path, self._vault)


class Restore(QObject):
    """Writes drafts half a second after typing stops, and everything when the window closes."""

    def __init__(self, window: MainWindow, tools: Tools, place: Path, drafts: "LateDrafts") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._place = place
        self._drafts = drafts
        self._ended = False
        self._others = ReturningTabs(tools)
        self._answers: list[tuple[RequestDocument, str]] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVED_AFTER)
        self._pause.timeout.connect(self._save_drafts)

    def bring_back(self) -> None:
        """Read and show the last run's window."""
        self._show_window(_read(self._place))
        self._window.area.wait_for_paint()
        if self._tools.settings.flag("behaviour.keep_drafts"):
            self._load_drafts()
        self._window.begin()
        self._watch()

    def stop(self) -> None:
        """Write no more."""
        self._pause.stop()
        self._ended = True

    def _load_drafts(self) -> None:
        if not self._drafts.path.exists():
            return
        session, problems = self._drafts.get().load()
        self._show_tabs(session)
        self._tell_problems(problems)
        self._others.expect(session, self._tools.tabs.documents)
        if session.tabs or session.others:
            QTimer.singleShot(_LATER, self, self._bring_answers)

    def save(self) -> None:
        """Write everything now; the program ends."""
        self.stop()
        write_file(self._place, json.dumps(self._window_values()).encode(), private=True)
        if self._tools.settings.flag("behaviour.keep_drafts"):
            self._drafts.get().save(self.session())
            self._others.save()
        else:
            self._drafts.get().clear()
            self._others.clear()

    def session(self) -> "Session":
        """Return the open tabs: requests as drafts, the others as their kinds are kept."""
        from inspector.library.drafts import Session  # noqa: PLC0415 - see LateDrafts

        tabs, others = self._others.sorted_out()
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
        from inspector.library.drafts import Draft  # noqa: PLC0415 - see LateDrafts

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
            signal.connect(self._pause_then_save)

    def _pause_then_save(self) -> None:
        if not self._ended and self._tools.settings.flag("behaviour.keep_drafts"):
            self._pause.start()

    def _save_drafts(self) -> None:
        job = self._tools.background.compute(self._write, self.session())
        job.succeeded.connect(self._tell_problems)

    def _write(self, session: "Session") -> "tuple[Problem, ...]":
        """Write the tabs and what no history has of them; on a worker thread."""
        problems = self._drafts.get().save(session)
        self._others.save()
        return problems

    def _tell_problems(self, problems: tuple[Any, ...]) -> None:
        for problem in problems:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())

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
        self._others.bring()

    def _bring_answer(self, document: RequestDocument, kept: "Kept | None") -> None:
        idle = not document.attempts.running and document.attempts.current is None
        if kept is None or not idle or document not in self._tools.tabs.documents:
            return
        from inspector.workbench.answer import Answer  # noqa: PLC0415 - after the first window

        document.attempts.add(
            Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)
        )

    def _window_values(self) -> dict[str, Any]:
        geometry = bytes(self._window.saveGeometry().data())
        return {
            "geometry": base64.b64encode(geometry).decode(),
            "sidebar": self._window.sidebar_width,
            "choices": self._tools.choices.to_keep(),
            "recent": list(self._tools.actions.recent),
        }

    def _show_window(self, values: dict[str, Any]) -> None:
        geometry = values.get("geometry")
        if isinstance(geometry, str):
            self._window.restoreGeometry(base64.b64decode(geometry))
        sidebar = values.get("sidebar")
        if isinstance(sidebar, int) and sidebar > 0:
            self._window.sidebar_width = sidebar
            self._window.split.size_first(sidebar)
        choices = values.get("choices")
        if isinstance(choices, dict):
            self._tools.choices.restore(choices)
        recent = values.get("recent")
        if isinstance(recent, list):
            self._tools.actions.restore_recent(str(each) for each in recent)


def _read(path: Path) -> dict[str, Any]:
    """Return what was kept; an unreadable file counts as none: it holds nothing dear."""
    try:
        values = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
