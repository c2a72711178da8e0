"""Builds the program once, connects its parts, and runs it."""

import os
import sys
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from inspector import __version__
from inspector.gui import faults
from inspector.gui.bridge.background import WORKER, Background
from inspector.gui.bridge.collecting import Collecting
from inspector.gui.bridge.layout_items import hold_no_items
from inspector.gui.bridge.lazy import Late
from inspector.gui.bridge.taking_turns import TakingTurns
from inspector.gui.help.crash_notice import offer_crash_reports
from inspector.gui.instance import Instance
from inspector.gui.screens.commands import commands
from inspector.gui.state.actions import Actions
from inspector.gui.state.choices import Choices
from inspector.gui.state.environments import Environments
from inspector.gui.state.history import AttemptHistory
from inspector.gui.state.lab import Lab
from inspector.gui.state.notices import Notices
from inspector.gui.state.open_tabs import OpenTabs
from inspector.gui.state.room_owners import SharedOwners
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.clipboard import forget_copied
from inspector.gui.window.follow_vault import FollowVault
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.windows import Windows
from inspector.settings.crash_reports import watch_for_crashes
from inspector.settings.judged import judged_names
from inspector.settings.per_host import PerHostSettings
from inspector.settings.places import Places, places
from inspector.settings.store import Settings
from inspector.vault.vault import Vault
from inspector.wording import tr
from inspector.workbench.vault_opening import vault_of

if TYPE_CHECKING:
    from inspector.record import History
    from inspector.workbench.workbench import Workbench


_WARM_AFTER = 300


def application() -> QApplication:
    """Return the one Qt application, made at the first call."""
    hold_no_items()
    present = QApplication.instance()
    made = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("request-inspector")
    made.setApplicationDisplayName(tr("Request Inspector"))
    made.setApplicationVersion(__version__)
    made.setDesktopFileName("request-inspector")
    made.setStyle("Fusion")
    return made


@dataclass(frozen=True)
class Program:
    """The windows with all their parts; `close` ends what they have running."""

    windows: Windows
    collecting: Collecting
    turns: TakingTurns

    @property
    def window(self) -> MainWindow:
        """The window in front."""
        return self.windows.front.window

    @property
    def tools(self) -> Tools:
        """The owners and services as the window in front has them."""
        return self.windows.front.tools

    def warn(self, text: str) -> None:
        """Tell it in the window that is in front by then."""
        self.tools.notices.warn(text)

    def close(self) -> None:
        """Stop requests, the practice server and all threads."""
        forget_copied()
        tools = self.tools
        self.windows.kept.stop()
        tools.lab.close()
        self.windows.close()
        tools.shared.background.close()
        tools.history.close()
        tools.late_workbench.end(lambda workbench: workbench.close())
        tools.vault.close()
        self.collecting.close()
        self.turns.close()


def _tools(where: Places, settings: Settings, vault: Vault, theme: Theme) -> Tools:
    per_host = PerHostSettings(where.per_host, lambda: settings.text("network.proxy"))

    def build() -> "Workbench":
        from inspector.workbench.build import build as made  # noqa: PLC0415 - brings the network

        bench = made(vault, where.token_locks, where.agreed_commands, per_host)
        bench.past.kept = lambda sent: history.before(sent) if settings.flag("history.keep") else ()
        return bench

    late = Late(build)
    common = _background(late)
    history = AttemptHistory(_late_history(where), common, vault)
    return Tools(
        theme=theme,
        choices=Choices(),
        environments=Environments(),
        tabs=OpenTabs(),
        notices=Notices(),
        actions=Actions(commands(), mac=sys.platform == "darwin"),
        background=_background(late),
        lab=Lab(common),
        settings=settings,
        vault=vault,
        late_workbench=late,
        history=history,
        shared=SharedOwners(common),
        places=where,
        per_host=per_host,
    )


def _background(late: "Late[Workbench]") -> Background:
    return Background(lambda coroutine: late.get().submit(coroutine))


def _late_history(where: Places) -> "Late[History]":
    def begin() -> "History":
        from inspector.record import History  # noqa: PLC0415 - with the first answer

        return History(where.history)

    return Late(begin)


def build(where: Places, vault: Vault | None = None) -> Program:
    """Build the windows and everything behind them; nothing is shown yet."""
    collecting, turns = Collecting(), TakingTurns()
    settings = Settings(where.settings)
    problems = settings.load()
    theme = Theme()
    kept = vault or vault_of(where, settings)
    kept.judged_by(lambda: judged_names(settings))
    tools = _tools(where, settings, kept, theme)
    problems += tools.per_host.load()
    windows = Windows(tools, lambda: _background(tools.late_workbench))
    tools.late_workbench.then(partial(_look_back, windows))
    FollowVault(tools, lambda: windows.front.tools).setParent(windows)
    windows.bring_back()
    for problem in problems:
        tools.notices.warn(f"{problem.what} {problem.todo}".strip())
    return Program(windows, collecting, turns)


def _look_back(windows: Windows, bench: "Workbench") -> None:
    """Let a workbench know the saved requests that the window in front serves."""
    bench.past.saved = lambda: windows.front.tools.environments.requests


class _Arrivals(QObject):
    """Brings the files of later starts to the window's thread."""

    came = Signal(object)


def _welcome(program: Program, files: list[str]) -> None:
    if files:
        program.window.opening.open_files([Path(each) for each in files])
    program.window.raise_()
    program.window.activateWindow()


def _sweep(where: Places) -> None:
    """Remove what killed saves left in the program's folders; on a worker thread."""
    from inspector.disk.unfinished import sweep  # noqa: PLC0415 - after the first window

    for folder in (where.config, where.data, where.state, where.vault):
        sweep(folder)


def _warm(program: Program) -> None:
    """Load what the first send needs and tidy up, while the user looks at the window."""
    background = program.tools.shared.background
    background.compute(_sweep, program.tools.places)
    background.follow(program.tools.vault.open())
    loaded = background.compute(program.tools.late_workbench.get)
    loaded.ended.connect(program.collecting.spare_what_is_loaded)


def main(files: list[str]) -> int:
    """Open the window (or hand the files to the one that is open) and return the exit status."""
    where = places()
    paths = [str(Path(each).absolute()) for each in files]
    instance = Instance(where.state)
    if instance.hand_over(paths):
        return 0
    watch = watch_for_crashes(where.crashes)
    qt = application()
    program = build(where)
    faults.open_log(where.log, program.tools.vault.known_values)
    faults.catch_mistakes(program.warn)
    faults.log_qt()
    arrivals = _Arrivals()
    arrivals.came.connect(lambda more: _welcome(program, more))
    program.window.show()
    _welcome(program, paths)
    offer_crash_reports(program.tools)
    QTimer.singleShot(0, program.windows, lambda: _listen(instance, arrivals))
    QTimer.singleShot(_WARM_AFTER, program.windows, lambda: _warm(program))
    status = qt.exec()
    instance.close()
    program.close()
    if watch is not None:
        watch.close()
    return _leave(status)


def _listen(instance: Instance, arrivals: _Arrivals) -> None:
    try:
        instance.listen(arrivals.came.emit)
    except OSError as error:
        faults.LOG.warning("second starts can't be heard: %s", error)


def _leave(status: int) -> int:
    """Return the status; leave without waiting for names being resolved and large files read."""
    if any(thread.name.startswith(("resolver", WORKER)) for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # they can't be interrupted; everything is written already
    return status
