"""No object of Qt's for each row of a list: emptying those crashed in PySide's bookkeeping.

Lists and trees show `inspector/gui/lists/plain_rows.py`; what a row stands for stays with Python.
A combo box keeps its lines in such objects itself, out of Python's sight: it may hold texts only.
"""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "inspector" / "gui").rglob("*.py"))
ITEMS = {
    *(
        "QListWidget",
        "QListWidgetItem",
        "QTreeWidget",
        "QTreeWidgetItem",
        "QTreeWidgetItemIterator",
    ),
    *("QTableWidget", "QTableWidgetItem", "QStandardItem", "QStandardItemModel", "QUndoCommand"),
    *("QTextBlockUserData", "QGraphicsItem", "QGraphicsScene"),
}
# What a layout keeps its widgets in, which dies unseen with the widget: asked for in one place.
LAYOUT_ITEMS = {"itemAt", "takeAt", "itemAtPosition", "QLayoutItem", "QWidgetItem"}
ALLOWED = {
    "inspector/gui/widgets/painting.py": ["takeAt"],  # stretches, when all else is out
    "inspector/gui/widgets/flow_layout.py": ["QLayoutItem", "QWidgetItem"],  # is a layout
    "inspector/gui/bridge/layout_items.py": ["itemAt"],  # lets go of them
}
WITH_DATA = {
    "addItem": 2,
    "insertItem": 3,
    "setItemData": 2,
    "setTabData": 2,
}  # arguments that mean: with data


def _names(tree):
    for node in house.nodes(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _held(tree):
    """Yield where a combo box, or an item, is handed something besides its text."""
    for node in house.nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            least = WITH_DATA.get(node.func.attr)
            if (least is not None and len(node.args) + len(node.keywords) >= least) or (
                node.func.attr == "setData" and len(node.args) == 1
            ):
                yield ast.unparse(node)


def _faults(text):
    tree = house.parsed(text)
    return sorted(ITEMS.intersection(_names(tree))) + list(_held(tree))


def test_no_row_is_an_object_of_qts():
    found = {str(path.relative_to(ROOT)): _faults(path.read_text()) for path in MODULES}
    # its arguments are declared as texts
    found["inspector/gui/lists/plain_rows.py"].remove("box.addItem(title, name)")
    found["inspector/gui/widgets/tabs.py"].remove("self.setTabData(index, number)")
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "text",
    [
        "from PySide6.QtWidgets import QListWidget",
        "from PySide6 import QtGui\nitem = QtGui.QStandardItem('a')",
        "box.addItem(title, record)",
        "box.addItem(title, userData=record)",
        "box.insertItem(0, title, record)",
        "box.setItemData(0, record)",
        "bar.setTabData(0, record)",
        "action.setData(record)",
    ],
)
def test_the_rule_sees_what_it_forbids(text):
    assert _faults(text)


def test_the_rule_lets_texts_pass():
    assert not _faults("box.addItem(title)\nbox.addItems(titles)\nmodel.setData(index, value)")


def _layout_items(text):
    return sorted(LAYOUT_ITEMS.intersection(_names(house.parsed(text))))


def test_no_layout_is_asked_for_its_items():
    found = {str(path.relative_to(ROOT)): _layout_items(path.read_text()) for path in MODULES}
    assert {name: faults for name, faults in found.items() if faults} == ALLOWED


@pytest.mark.parametrize("text", ["layout.itemAt(0)", "layout.takeAt(0)", "QLayoutItem()"])
def test_an_item_of_a_layout_is_noticed(text):
    assert _layout_items(f"from PySide6.QtWidgets import QLayoutItem\n{text}")


# Rows are painted by lists/row_painter.py; these lay themselves out in another way, or edit.
OWN_DELEGATES = {
    "lists/row_painter.py": "the painter of rows itself",
    "trace/timeline_view.py": "bars along a time axis",
    "compare/line_delegate.py": "lines of code side by side, with marks in their characters",
    "experiments/row_paint.py": "words that wrap, and a button that can be clicked",
    "matrix/grid_view.py": "cells of a grid",
    "tokens/claims_list.py": "cells of a table whose row is banded as a whole",
    "response/sign_in_list.py": "steps along a line",
    "logs/log_table.py": "a bar in a cell of a table",
    "lists/key_value_table.py": "makes editors, paints nothing",
    "environments/environment_view.py": "makes editors, paints nothing",
}


def _delegates(text):
    bases = {"QStyledItemDelegate", "QItemDelegate", "QAbstractItemDelegate"}
    classes = (node for node in house.nodes(house.parsed(text)) if isinstance(node, ast.ClassDef))
    return [each.name for each in classes if bases & {ast.unparse(base) for base in each.bases}]


def test_one_painter_paints_the_rows_of_lists():
    found = {
        str(path.relative_to(ROOT / "inspector" / "gui")): names
        for path in MODULES
        if (names := _delegates(path.read_text()))
    }
    assert dict.fromkeys(OWN_DELEGATES, 1) == {path: len(found[path]) for path in found}


def test_a_delegate_of_ones_own_is_noticed():
    assert _delegates("class Mine(QStyledItemDelegate):\n    pass\n") == ["Mine"]
