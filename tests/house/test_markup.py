"""No text of the window is guessed to be HTML: tooltips, labels and questions have one way each."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
GUI = ROOT / "inspector/gui"
TIPS = {"setToolTip", "setTabToolTip", "showText", "setItemToolTip"}
# Qt guesses here as well, and nothing needs them; a menu with tooltips shows its texts as such.
NEVER = {
    *("setHtml", "insertHtml", "appendHtml", "setWhatsThis", "setStatusTip", "setToolTipsVisible"),
    *("setDefaultAction", "setTabWhatsThis", "setWindowIconText"),
    *("QErrorMessage", "QInputDialog", "QProgressDialog", "QWhatsThis", "QStaticText"),
    *("QGraphicsTextItem", "QSplashScreen", "WhatsThisRole", "StatusTipRole"),
}
KINDS = {
    "QLabel": {"widgets/label.py", "diagnosis/evidence_row.py"},
    "QMessageBox": {"widgets/question.py"},
    "RichText": {"diagnosis/evidence_row.py"},  # escaped, and set off by statement.markup
    "AutoText": set(),
    "setMarkdown": {"help/guide_view.py"},  # the guide, which is shipped
}
TOOLTIP = "widgets/tooltip.py"


def guesses(text, place=""):
    """Yield the line and what is wrong of each place where Qt might take a text for HTML."""
    tree = house.parsed(text)
    for node in house.nodes(tree):
        name = _called(node) or _named(node)
        if (
            name in NEVER
            or (name in KINDS and place not in KINDS[name] and not _is_a_hint(node, name))
            or (_called(node) in TIPS and place != TOOLTIP and not _is_tip(node.args))
        ):
            yield node.lineno, name
    yield from _roles(tree)


def _called(node):
    func = node.func if isinstance(node, ast.Call) else None
    return getattr(func, "attr", getattr(func, "id", ""))


def _named(node):
    if isinstance(node, ast.ClassDef):
        kinds = [_named(base) for base in node.bases]
        return next((kind for kind in kinds if kind in KINDS), "")
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_a_hint(node, name):
    """Whether a label is only named, not made or derived from."""
    return name == "QLabel" and not isinstance(node, ast.Call | ast.ClassDef)


def _is_tip(arguments):
    return any(_called(each) == "tip" for each in arguments)


def _roles(tree):
    """Yield where a model knows of tooltips and does not make them by `tip`."""
    owner = {}
    for node in house.nodes(tree):  # outer functions come first: the innermost one stays
        if isinstance(node, ast.FunctionDef):
            owner.update(dict.fromkeys(ast.walk(node), node))
    for node in house.nodes(tree):
        if getattr(node, "attr", "") == "ToolTipRole":
            inside = owner.get(node)
            if inside is None or not any(_called(each) == "tip" for each in ast.walk(inside)):
                yield node.lineno, "ToolTipRole"


@pytest.mark.parametrize(
    "text",
    [
        "w.setToolTip(name)",
        "item.setToolTip(0, name)",
        "bar.setTabToolTip(0, f'{title}')",
        "QToolTip.showText(at, name, self)",
        "TIPS = {Qt.ItemDataRole.ToolTipRole}",
        "def data(self, role):\n    return name if role == _ROLE.ToolTipRole else None",
        "label = QLabel(name)",
        "class Mine(QLabel): pass",
        "QMessageBox.warning(self, title, name)",
        "box = QMessageBox()",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "edit.setHtml(name)",
        "action.setWhatsThis(name)",
        "item.setData(Qt.ItemDataRole.WhatsThisRole, name)",
    ],
)
def test_each_way_is_found(text):
    assert list(guesses(text))


@pytest.mark.parametrize(
    "text",
    [
        "w.setToolTip(tip(name))",
        "bar.setTabToolTip(0, tip(name))",
        "def data(self, role):\n    return tip(name) if role == _ROLE.ToolTipRole else None",
        "def place(label: QLabel) -> None: pass",
    ],
)
def test_what_is_literal_is_let_be(text):
    assert not list(guesses(text))


def test_no_text_of_the_window_is_guessed():
    found = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in sorted(GUI.rglob("*.py"))
        for line, what in guesses(path.read_text("utf-8"), str(path.relative_to(GUI)))
    ]
    assert not found, found
