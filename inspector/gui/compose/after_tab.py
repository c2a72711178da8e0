"""What is done with the reply: values that are kept for later requests, and what is expected."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compose.draft import with_value
from inspector.gui.lists.key_value_rows import ENABLED
from inspector.gui.lists.key_value_table import KeyValueTable, Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.presentation.library.after_rows import (
    Pair,
    capture_of,
    capture_pair,
    expectation_of,
    expectation_pair,
    trouble_of,
)
from inspector.wording import tr

_MARGIN = 16


class PairTable(KeyValueTable):
    """A table of two texts bound to a tuple of records of the request.

    path: of the tuple. write, read: from a record to its texts, and back.
    """

    def __init__(
        self,
        current: CurrentRequest,
        tools: Tools,
        titles: tuple[str, str, str],
        path: str,
        ways: tuple[Callable[[Any], Pair], Callable[[Pair], Any]],
    ) -> None:
        super().__init__(tools.theme, titles[0], titles[1:])
        self._current, self._path = current, path
        self._label = titles[0]
        self._write, self._read = ways
        self.view.setColumnHidden(ENABLED, True)
        self.edited.connect(self._take)
        current.changed.connect(self.show_records)
        self.show_records()

    def show_records(self) -> None:
        """Show the owner's records."""
        records = getattr(self._current.value, self._path)
        known = [self._read((row.name, row.value)) for row in self.rows]
        if known != list(records):  # what is being typed stays as it is typed
            self.show_rows(tuple(Row(*self._write(each)) for each in records))

    def _take(self, rows: tuple[Row, ...]) -> None:
        made = tuple(self._read((row.name, row.value)) for row in rows)
        changed = with_value(self._current.value, self._path, made)
        self._current.replace(changed, self._label, self._path)


class AfterTab(QWidget):
    """Both tables, with what can't work said below."""

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        kept = (tr("Keep from the reply"), tr("Variable"), tr("Where it stands"))
        wanted = (tr("Expect of the reply"), tr("What"), tr("Is to be"))
        ways = (capture_pair, capture_of)
        self.captures = PairTable(current, tools, kept, "captures", ways)
        judged = (expectation_pair, expectation_of)
        self.expectations = PairTable(current, tools, wanted, "expectations", judged)
        self.check = InlineCheck(tools.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        column.setSpacing(6)
        for title, table, hint in (
            (kept[0], self.captures, tr("$.access_token, header ETag or cookie sid.")),
            (wanted[0], self.expectations, tr("status, time, header ETag or $.id.")),
        ):
            column.addWidget(Label(title, "heading"))
            column.addWidget(table, 1)
            column.addWidget(Label(hint, "quiet", wrap=True))
        column.addWidget(self.check)
        current.changed.connect(self._show)
        self._show()

    def focus_field(self, path: str) -> None:
        """Begin to edit a new row of the table that is named."""
        table = self.captures if path.startswith("captures") else self.expectations
        table.edit_row(len(table.rows), value=False)

    def _show(self) -> None:
        request = self._current.value
        self.check.show_check(trouble_of(request.captures, request.expectations), "odd")
