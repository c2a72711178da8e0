"""Lays fields out below one another from their declaration; half fields share a line."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compose.bound_field import BoundField
from inspector.gui.compose.draft import Draft
from inspector.gui.compose.form_field import FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools

_GAP = 12


class Form(QWidget):
    """The fields of one record. `fields`: by path."""

    def __init__(
        self,
        fields: Iterable[FormField],
        current: CurrentRequest,
        draft: Draft,
        tools: Tools,
    ) -> None:
        super().__init__()
        self.fields: dict[str, BoundField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        line: QHBoxLayout | None = None
        for field in fields:
            made = BoundField(field, current, draft, tools)
            self.fields[field.path] = made
            if not field.half:
                line = None
                self._column.addWidget(made)
            elif line is None:
                line = self._new_line()
                line.addWidget(made, 1)
            else:
                line.addWidget(made, 1)
                line = None

    def field(self, path: str) -> BoundField | None:
        """Return the field at a path."""
        return self.fields.get(path)

    def add_below(self, path: str, widget: QWidget) -> None:
        """Put a widget between a field and its remark."""
        column = self.fields[path].column
        column.insertWidget(column.count() - 1, widget)

    def _new_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        self._column.addLayout(line)
        return line
