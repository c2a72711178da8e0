"""What the tests of panels get: the owners and services, without network, keyring or settings."""

import pytest

from inspector.gui.bridge.background import Background
from inspector.gui.state.actions import Actions
from inspector.gui.state.choices import Choices
from inspector.gui.state.environments import Environments
from inspector.gui.state.lab import Lab
from inspector.gui.state.notices import Notices
from inspector.gui.state.open_tabs import OpenTabs
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.window.commands import commands


@pytest.fixture
def light(qapp):
    """The light theme, given to the application."""
    theme = Theme("light")
    theme.apply()
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def panel_tools(light):
    """Everything a panel is given; nothing can be sent."""
    background = Background(lambda coroutine: coroutine.close())
    yield Tools(
        theme=light,
        choices=Choices(),
        environments=Environments(),
        tabs=OpenTabs(),
        notices=Notices(),
        actions=Actions(commands()),
        background=background,
        lab=Lab(background),
        settings=None,
        vault=None,
        build_workbench=lambda: None,
    )
    background.close()
