"""Forms are declared (`gui/forms/form_field.py`) and laid out there; nobody does it by hand."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

GUI = Path(__file__).parents[2] / "inspector" / "gui"
MODULES = sorted(
    path for path in GUI.rglob("*.py") if path.relative_to(GUI).parts[0] not in {"forms", "widgets"}
)
# A field that stands alone may be named where it stands; these name more.
SEVERAL = {
    "compose/graphql_edit.py": "two editors of code share the height, the schema's button between",
    "export/choices_pane.py": "a choice and a phrase to be typed, with ticks of its own between",
    "matrix/typed_card.py": "what is chosen from changes with the requests that are ticked",
    "mocklab/lab_tabs.py": "a table of headers between, and a choice whose titles change",
    "tokens/token_editing.py": "parts of a token, painted in their colours while they are typed",
}


def _by_hand(text):
    """Return what is laid out there: forms of Qt's, and fields named beyond the first one."""
    faults, named = [], 0
    for node in house.nodes(house.parsed(text)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in {"QFormLayout", "QtWidgets.QFormLayout"}:
            faults.append(called)
        elif called == "FieldLabel":
            literal = isinstance(node.args[0], ast.Call | ast.Constant)
            named += 1 if literal else 2  # a name that is handed in is that of many
    return faults + ["FieldLabel"] * (named > 1)


def test_forms_are_laid_out_by_the_room_of_forms():
    found = {str(path.relative_to(GUI)): _by_hand(path.read_text()) for path in MODULES}
    assert {path for path, faults in found.items() if faults} == set(SEVERAL)
    assert not any("Form" in fault for faults in found.values() for fault in faults)


@pytest.mark.parametrize(
    "text",
    [
        "form = QFormLayout()",
        "for title, field in fields:\n    column.addWidget(FieldLabel(title, field))",
        'FieldLabel(tr("Name"), self.name)\nFieldLabel(tr("Host"), self.host)',
    ],
)
def test_the_rule_sees_what_it_forbids(text):
    assert _by_hand(text)


def test_the_rule_lets_a_field_that_stands_alone_pass():
    assert not _by_hand('FieldLabel(tr("Find"), self.edit)')
