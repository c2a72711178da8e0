"""Asks about a header that nobody knows: "Is X-Acme-Blub a secret?", once; the answer is kept."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from inspector.gui.bodies.printable import visible
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.protocol.redaction import KnownValues, asked_names
from inspector.settings.judged import KEYS, judge
from inspector.wording import tr

_LONGEST = 80  # characters of a name that are shown


class HeaderQuestion(Banner):
    """A strip with one question at a time; hidden while there is none.

    judged(): a header was judged, here or elsewhere, so masks may have changed.
    """

    judged = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, "")
        self._tools = tools
        self._name = ""
        self.make_strip()
        self.secret = self.add_action(tr("Yes, mask it"), lambda: self._answer(is_secret=True))
        self.open = self.add_action(tr("No, show it"), lambda: self._answer(is_secret=False))
        self.destroyed.connect(tools.settings.on_change(self._changed))
        self.hide()

    def ask(self, exchanges: Iterable[Exchange], known: KnownValues) -> None:
        """Ask about the first header of the exchanges that nobody knows or has judged."""
        self._name = next(iter(asked_names(exchanges, known)), "")
        if self._name:
            name = visible(self._name[:_LONGEST])
            self.show_text(tr("Is {name} a secret?", name=name))
            self.setAccessibleDescription(tr("It is masked until you answer."))
        self.setVisible(bool(self._name))

    def _answer(self, *, is_secret: bool) -> None:
        settings = self._tools.settings
        problem = judge(settings, self._name, is_secret=is_secret)
        if problem is not None:
            self._tell(problem)
            return
        self._tools.background.compute(settings.save).succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())

    def _changed(self, key: str, _value: object) -> None:
        if key in KEYS:
            self.judged.emit()
