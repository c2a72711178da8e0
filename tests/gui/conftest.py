"""What the tests of panels get: the owners and services, without network or keyring."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from inspector.gui.application import build
from inspector.gui.bridge.background import Background
from inspector.gui.bridge.layout_items import hold_no_items
from inspector.gui.bridge.lazy import Late
from inspector.gui.screens.commands import commands
from inspector.gui.screens.registry import panels, screens
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
from inspector.record import History
from inspector.settings.judged import judged_names
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.vault.vault import Vault
from inspector.workbench.build import build as build_workbench


@pytest.fixture(autouse=True)
def excepthook_kept():
    """Leave the handler of uncaught mistakes as it was."""
    kept = sys.excepthook
    yield
    sys.excepthook = kept


@pytest.fixture(autouse=True)
def nothing_left():
    """Delete what was to be deleted later: each widget that stays slows every style sheet."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


hold_no_items()  # as the program does


@pytest.fixture
def light(qapp):
    """The light theme, given to the application."""
    qapp.setStyle("Fusion")
    theme = Theme("light")
    theme.apply()
    return theme


@pytest.fixture
def panel_tools(light):
    """Everything a panel is given; nothing can be sent."""
    background = Background(lambda coroutine: coroutine.close())
    vault, lab = Vault.in_memory(), Lab(background)
    late = Late(lambda: build_workbench(vault))
    history = AttemptHistory(Late(lambda: History(None)), background, vault)
    settings = Settings(places().settings)
    vault.judged_by(lambda: judged_names(settings))
    yield Tools(
        theme=light,
        choices=Choices(),
        environments=Environments(),
        tabs=OpenTabs(),
        notices=Notices(),
        actions=Actions(commands()),
        background=background,
        lab=lab,
        settings=settings,
        vault=vault,
        late_workbench=late,
        history=history,
        shared=SharedOwners(background),
    )
    lab.close()
    background.close()
    history.close()
    if late.built is not None:
        late.built.close()
    vault.close()


@pytest.fixture
def blank_pages(monkeypatch):
    """Let every page but the first one, and every panel, be blank."""
    for kind, screen in screens().items():
        if kind != "start":
            blank = screen._replace(page="tests.gui.blank_pages:BlankPage")
            monkeypatch.setitem(screens(), kind, blank)
    for name, panel in panels().items():
        blank = panel._replace(panel="tests.gui.blank_pages:BlankPanel")
        monkeypatch.setitem(panels(), name, blank)


@pytest.fixture
def frame(blank_pages, program):
    """The whole window, its pages blank."""
    return program


@pytest.fixture
def program(qapp, qtbot):
    """The whole window with a vault in memory; its files lie in the test's own home."""
    qapp.setStyle("Fusion")
    made = build(places(), Vault.in_memory())
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    made.close()
