"""Brings back the window of the last run: its place, splitters, tabs and drafts, nothing secret."""

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes
from inspector.gui.bridge.lazy import Late
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.window.main_window import MainWindow
from inspector.vault.vault import Vault

if TYPE_CHECKING:
    from inspector.library.drafts import Draft, Drafts, Session

SAVED_AFTER = 500


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
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVED_AFTER)
        self._pause.timeout.connect(self._save_drafts)

    def bring_back(self) -> None:
        """Read and show the last run's window."""
        self._show_window(_read(self._place))
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

    def save(self) -> None:
        """Write everything now; the program ends."""
        self.stop()
        write_file(self._place, json.dumps(self._window_values()).encode(), private=True)
        if self._tools.settings.flag("behaviour.keep_drafts"):
            self._drafts.get().save(self.session())
        else:
            self._drafts.get().clear()

    def session(self) -> "Session":
        """Return the open request tabs as drafts."""
        from inspector.library.drafts import Session  # noqa: PLC0415 - see LateDrafts

        tabs = [each for each in self._tools.tabs.documents if _is_draft(each)]
        active = self._tools.tabs.active
        return Session(
            tabs=tuple(self._draft(each) for each in tabs if isinstance(each, RequestDocument)),
            active=tabs.index(active) if active in tabs else -1,
        )

    def _draft(self, document: RequestDocument) -> "Draft":
        from inspector.library.drafts import Draft  # noqa: PLC0415 - see LateDrafts

        return Draft(
            request=document.current.value,
            saved=document.path,
            edited=document.modified,
            environment=self._tools.environments.active_name,
            practice=document.practice,
        )

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
        job = self._tools.background.compute(self._drafts.get().save, self.session())
        job.succeeded.connect(self._tell_problems)

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
            if draft.environment:
                self._tools.environments.choose(draft.environment)
        # Only the page that is shown is built now.
        if session.tabs:
            self._window.area.wait_for_paint()
            self._tools.tabs.activate_index(max(0, min(session.active, len(session.tabs) - 1)))

    def _window_values(self) -> dict[str, Any]:
        geometry = bytes(self._window.saveGeometry().data())
        return {
            "geometry": base64.b64encode(geometry).decode(),
            "sidebar": self._window.sidebar_width,
            "choices": self._tools.choices.to_keep(),
            "recent": list(self._window.palette_list.recent),
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
            self._window.palette_list.restore_recent([str(each) for each in recent])


def _is_draft(document: Document) -> bool:
    return isinstance(document, RequestDocument) and document.kind == "request"


def _read(path: Path) -> dict[str, Any]:
    """Return what was kept; an unreadable file counts as none: it holds nothing dear."""
    try:
        values = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
