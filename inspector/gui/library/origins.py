"""Says from which folder an open request inherits its credential, and leads there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from inspector.gui.library.collections import Collections
from inspector.gui.library.nodes import Node
from inspector.gui.library.passing_on import PassingOn
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.state.tools import Tools


class Origins(QObject):
    """Fills in `origin` of each tab. edit: lets the user change what a folder passes on."""

    def __init__(
        self,
        tools: Tools,
        owner: Collections,
        passing_on: PassingOn,
        edit: Callable[[Node], object],
    ) -> None:
        super().__init__()
        self._tools = tools
        self._owner = owner
        self._passing_on = passing_on
        self._edit = edit
        tools.tabs.opened.connect(lambda document, _index: self._adopt(document))
        owner.changed.connect(self._adopt_all)

    def of(self, key: str) -> Origin | None:
        """Return the nearest folder above a file that says how to log in; None without one."""
        nodes = self._owner.by_key
        node = nodes.get(key)
        while node is not None and (above := nodes.get(node.parent)) is not None:
            record = self._passing_on.record(above)
            if record is not None and not record.credential.inherits:
                return self._origin(above)
            node = above
        return None

    def _origin(self, node: Node) -> Origin:
        return Origin(node.name, lambda: self._edit(node))

    def _adopt(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            document.origin = lambda: self.of(document.path)

    def _adopt_all(self) -> None:
        for document in self._tools.tabs.documents:
            self._adopt(document)
