"""The band under the address that warns while a production environment is in use."""

from inspector.gui.state.environments import Environments
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.wording import tr


def is_production(environments: Environments) -> bool:
    """Whether what is sent now is sent to production."""
    return environments.active is not None and environments.active.production


class ProductionBand(Banner):
    """Follows the environment in use; hidden unless it is production."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, "", "warn")
        self._environments = tools.environments
        self.setObjectName("production_band")
        self.make_strip()
        tools.environments.changed.connect(self._follow)
        if not self._warn():
            self.hide()

    def _follow(self) -> None:
        self.setVisible(self._warn())

    def _warn(self) -> bool:
        """Name the environment; return whether it is production."""
        active = self._environments.active
        if active is None or not is_production(self._environments):
            return False
        said = tr("Production environment {name}: what you send is real.", name=active.name)
        self.show_text(said, "warn")
        return True
