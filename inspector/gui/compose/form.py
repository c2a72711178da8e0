"""The form of a request: fields bound to its parts, with the marks of the evidence."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from inspector.gui.compose.draft import Draft, value_at, with_value
from inspector.gui.forms.field_form import GAP, LabelledField, lay_out
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.model.annotation import Level
from inspector.presentation.exchange.pins import FieldMark
from inspector.wording import tr

# ---------------- A labelled field bound to a path of the request: editor, marks and checks
_CREDENTIALS = ("credential.", "also.")
_STATES: dict[Level, str] = {"bad": "error", "odd": "warning"}


class BoundField(LabelledField):
    """Shows the value at `field.path` and replaces it in the owner when it is edited."""

    def __init__(
        self, field: FormField, current: CurrentRequest, draft: Draft, tools: Tools
    ) -> None:
        super().__init__(field, tools)
        self._current = current
        self._draft = draft
        self.editor.edited.connect(self._edited)
        current.changed.connect(self.show_value)
        current.marked.connect(self.show_state)
        draft.renewed.connect(self.show_state)
        self.show_value()
        self.show_state()

    def show_value(self) -> None:
        """Show the owner's value; a field without a use is absent."""
        self.editor.show_value(value_at(self._current.value, self.field.path))
        if self.field.when[0]:
            self.show_wanted(value_at(self._current.value, self.field.when[0]))

    def show_state(self) -> None:
        """Show the mark of the evidence, else what looks odd."""
        mark = self._mark()
        if mark is not None:
            self.check.show_check(mark.text, "info" if mark.stale else "bad", mark.pin)
            self.editor.set_state("" if mark.stale else "error")
            return
        found = self._draft.check_of(self.field.path) if self._checked else None
        self.check.show_check(found.text if found else "", found.level if found else "info")
        self.editor.set_state(_STATES.get(found.level, "") if found else "")

    def take_focus(self) -> None:
        """Give the field the focus and select what it holds."""
        self.editor.main.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _checked(self) -> bool:
        return self.field.path.startswith(_CREDENTIALS)

    def _mark(self) -> FieldMark | None:
        return next((mark for mark in self._current.marks if mark.field == self.field.path), None)

    def _edited(self, value: object) -> None:
        changed = with_value(self._current.value, self.field.path, value)
        label = tr("Change {field}", field=self.field.label)
        self._current.replace(changed, label, self.field.path)


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
        made = [BoundField(field, current, draft, tools) for field in fields]
        self.fields = {one.field.path: one for one in made}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        lay_out(self._column, made)

    def field(self, path: str) -> BoundField | None:
        """Return the field at a path."""
        return self.fields.get(path)

    def add_first(self, widget: QWidget) -> None:
        """Put a widget above all fields."""
        self._column.insertWidget(0, widget)

    def add_below(self, path: str, widget: QWidget) -> None:
        """Put a widget between a field and its remark."""
        column = self.fields[path].column
        column.insertWidget(column.count() - 1, widget)

    def insert_after(self, path: str, widget: QWidget) -> None:
        """Put a widget of the whole width behind the line of a field."""
        field = self.fields[path]
        lines = (each for each in self._column.children() if isinstance(each, QLayout))
        line = next((each for each in lines if each.indexOf(field) >= 0), None)
        at = self._column.indexOf(field) if line is None else self._column.indexOf(line)
        self._column.insertWidget(at + 1, widget)
