"""Lays fields out from their declaration: above one another, or each beside its name."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.forms.editors import make_editor
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label

GAP = 12
_BESIDE, _CLOSE = 10, 6


class LabelledField(QWidget):
    """An editor with its name, its hint and a remark on its value. named: whether it shows it."""

    def __init__(self, field: FormField, tools: Tools, *, named: bool = True) -> None:
        super().__init__()
        self.field = field
        self.editor = make_editor(field, tools)
        self.check = InlineCheck(tools.theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.editor)
        main = self.editor.main
        main.setObjectName(field.object_name or field.path.replace(".", "_"))
        if field.kind == "switch":
            main.setAccessibleName(field.label)
        elif named:
            self.column.addWidget(FieldLabel(field.label, main))
        self.column.addLayout(self.line)
        if field.hint:
            self.column.addWidget(Label(field.hint, "quiet", wrap=True))
        self.column.addWidget(self.check)

    def show_wanted(self, value: object) -> None:
        """Be there where the value at `field.when` is one of those it is for."""
        path, values = self.field.when
        wanted = value in values if values else bool(value)
        if path and (not wanted or self.parentWidget() is not None):
            self.setVisible(wanted)  # alone it would become a window


def lay_out(column: QVBoxLayout, fields: Iterable[LabelledField]) -> None:
    """Put the fields above one another; half ones share a line."""
    line: QHBoxLayout | None = None
    top = Qt.AlignmentFlag.AlignTop  # a remark below one moves the other out of its line
    for made in fields:
        if not made.field.half:
            line = None
            column.addWidget(made)
        elif line is None:
            line = QHBoxLayout()
            line.setSpacing(GAP)
            column.addLayout(line)
            line.addWidget(made, made.field.share, top)
        else:
            line.addWidget(made, made.field.share, top)
            line = None


class FieldForm(QWidget):
    """edited(path): the user changed a value. `values`: what is typed now, by path.

    beside: each field stands at the right of its name.
    """

    edited = Signal(str)

    def __init__(self, fields: Iterable[FormField], tools: Tools, *, beside: bool = False) -> None:
        super().__init__()
        self.values: dict[str, object] = {}
        made = [LabelledField(field, tools, named=not beside) for field in fields]
        self.fields = {one.field.path: one for one in made}
        if beside:
            self._put_beside(made)
        else:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP)
            lay_out(column, made)
        for path, one in self.fields.items():
            one.editor.edited.connect(lambda value, path=path: self._take(path, value))

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show other values; a field that has none is empty."""
        self.values = dict(values)
        for path, one in self.fields.items():
            one.editor.show_value(self.values.get(path))
        self._see()

    def enter(self, path: str, value: object) -> None:
        """Take a value as if the user had typed it."""
        self.fields[path].editor.show_value(value)
        self._take(path, value)

    def text(self, path: str) -> str:
        """Return what is typed, without the space around it."""
        return str(self.values.get(path) or "").strip()

    def main(self, path: str) -> QWidget:
        """Return the widget of a field that takes the focus."""
        return self.fields[path].editor.main

    def _take(self, path: str, value: object) -> None:
        self.values[path] = value
        self._see()
        self.edited.emit(path)

    def _see(self) -> None:
        for one in self.fields.values():
            one.show_wanted(self.values.get(one.field.when[0]))

    def _put_beside(self, fields: Iterable[LabelledField]) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(_BESIDE)
        form.setVerticalSpacing(_CLOSE)
        for one in fields:
            # As high as the row, so that the name stands in the field's middle.
            label = FieldLabel(one.field.label, one.editor.main)
            label.setWordWrap(False)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            form.addRow(label, one)
