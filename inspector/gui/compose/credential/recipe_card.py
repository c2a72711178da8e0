"""Fills a whole credential in from what people know of a service: a choice, fields, a button."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector.gui.compose.draft import with_value
from inspector.gui.compose.form import Form
from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FieldKind, FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import FieldLabel, InlineCheck
from inspector.gui.widgets.painting import clear
from inspector.model.secret import SecretRef
from inspector.wording import tr
from inspector.workbench.recipes import FilledIn, Recipe, RecipeField, fill_in, recipes_for


def add_recipes(form: Form, current: CurrentRequest, tools: Tools) -> None:
    """Put the recipes for the kind of credential that is shown over a form."""
    form.add_first(RecipeCard(current.value.credential.kind, current, tools))


def _field(asked: RecipeField) -> FormField:
    kind: FieldKind = "key" if asked.is_secret else "text"
    name = f"recipe_{asked.name}"
    return FormField(asked.name, asked.label, kind, placeholder=asked.placeholder, object_name=name)


class RecipeCard(QWidget):
    """The recipes for a kind; what is given stays here and in memory until it is filled in."""

    def __init__(self, kind: str, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current, self._tools = current, tools
        self._recipes = recipes_for(kind)
        self._form: FieldForm | None = None
        self._chosen: Recipe | None = None
        self.choice = QComboBox()
        self.choice.setObjectName("recipe_choice")
        self.choice.addItems([tr("By hand"), *(each.title for each in self._recipes)])
        self.check = InlineCheck(tools.theme)
        self.fill = Button(tools.theme, tr("Fill in"), "secondary", "check")
        self.fill.setObjectName("recipe_fill")
        self.fill.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldLabel(tr("Fill in for"), self.choice))
        column.addWidget(self.choice)
        column.addLayout(self._rows)
        column.addWidget(self.check)
        column.addWidget(self.fill)
        self.choice.activated.connect(self._choose)
        self.fill.clicked.connect(self._begin)

    def _choose(self, index: int) -> None:
        """Show the fields of a recipe; one without any is filled in at once."""
        self._chosen = self._recipes[index - 1] if index else None
        clear(self._rows)
        self.check.show_check("", "info")
        fields = self._chosen.fields if self._chosen else ()
        self._form = FieldForm(map(_field, fields), self._tools)
        self._rows.addWidget(self._form)
        stops = (self.choice, *map(self._form.main, self._form.fields), self.fill)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
        self.fill.setVisible(bool(fields))
        if self._chosen is not None and not fields:
            self._begin()

    def _given(self) -> dict[str, str]:
        """Return what was given; a secret is known by its reference only."""
        typed = self._form.values if self._form is not None else {}
        return {
            name: self._text(value) if isinstance(value, SecretRef) else str(value)
            for name, value in typed.items()
        }

    def _text(self, ref: object) -> str:
        known = ref if isinstance(ref, SecretRef) else SecretRef()
        return known.name if known.place == "text" else self._tools.vault.peek(known) or ""

    def _begin(self) -> None:
        """Read keys elsewhere: one under a passphrase takes a while."""
        recipe = self._chosen
        if recipe is None:
            return
        given, vault = self._given(), self._tools.vault
        job = self._tools.background.compute(fill_in, recipe, given, vault)
        job.succeeded.connect(partial(self._filled, recipe))

    def _filled(self, recipe: Recipe, made: FilledIn) -> None:
        if made.problem:
            self.check.show_check(made.problem, "bad")
            return
        changed = with_value(self._current.value, "credential", made.credential)
        self._current.replace(changed, tr("Fill in for {service}", service=recipe.title))
        if made.note:
            self._tools.notices.say(made.note)
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(0)
        self._choose(0)
