"""What every panel is given: the owners and the services it may use.

A panel's constructor takes what it shows first and these tools last: `RequestPane(current,
tools)`, `ResponsePane(attempts, tools)`. It shows the owners' values, asks owners for changes
and runs commands by name; it never reads the widgets of another panel.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.lazy import Late
from inspector.gui.state.actions import Actions
from inspector.gui.state.choices import Choices
from inspector.gui.state.environments import Environments
from inspector.gui.state.history import AttemptHistory
from inspector.gui.state.lab import Lab
from inspector.gui.state.notices import Notices
from inspector.gui.state.open_tabs import OpenTabs
from inspector.gui.state.room_owners import SharedOwners
from inspector.gui.theme import Theme
from inspector.protocol.redaction import KnownValues
from inspector.settings.per_host import PerHostSettings
from inspector.settings.places import Places, places

if TYPE_CHECKING:
    from inspector.settings.store import Settings
    from inspector.vault import Vault
    from inspector.workbench.workbench import Workbench


@dataclass(frozen=True)
class Tools:
    """The owners and services; late_workbench builds the workbench at its first use.

    A window has its own choices, environments, tabs, notices, actions and background; all else is
    the same in every window. shared: owners that rooms bring along. places: the folders of this
    user (a picture of the window has its own). per_host: what is set for hosts.
    """

    theme: Theme
    choices: Choices
    environments: Environments
    tabs: OpenTabs
    notices: Notices
    actions: Actions
    background: Background
    lab: Lab
    settings: "Settings"
    vault: "Vault"
    late_workbench: "Late[Workbench]"
    history: AttemptHistory
    shared: SharedOwners
    places: Places = field(default_factory=places)
    per_host: PerHostSettings = field(default_factory=PerHostSettings)

    @property
    def workbench(self) -> "Workbench":
        """The verbs send, answer and fix."""
        return self.late_workbench.get()

    def beside(self, background: Background) -> "Tools":
        """Return the tools of one more window."""
        return replace(
            self,
            choices=Choices(self.choices.value),
            environments=Environments(),
            tabs=OpenTabs(),
            notices=Notices(),
            actions=self.actions.beside(),
            background=background,
        )


# ---------------- The secrets of this run, ready to be found
def known_of(tools: Tools) -> KnownValues:
    """Return the values that the vault has met; they never wait for the keyring."""
    return _ready(tools.vault.known_values())


@lru_cache(maxsize=2)
def _ready(values: tuple[str, ...]) -> KnownValues:
    return KnownValues(values)
