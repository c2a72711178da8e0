"""Words that need no Qt are made in `presentation`, for both faces; `gui` only declares and shows.

A module of the window that makes sentences (`tr`, `tr_n`) must need Qt, itself or through what it
imports of the window. Declarations may stay: a screen with its commands, a form with its fields.
"""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
QT = {"PySide6", "shiboken6"}
DECLARATIONS = {"inspector.gui.screens.screen", "inspector.gui.forms.form_field"}
SENTENCES = {"tr", "tr_n"}


def _imported(tree):
    for node in house.nodes(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _speaks(tree):
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") in SENTENCES
        for node in house.nodes(tree)
    )


def _modules():
    for path in (ROOT / "inspector" / "gui").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), house.parsed(path.read_text())


def misplaced(modules):
    """Return the modules (name to syntax tree) that make sentences and never need Qt."""
    imports = {name: set(_imported(tree)) for name, tree in modules.items()}
    qt = {name for name, met in imports.items() if any(one.split(".")[0] in QT for one in met)}
    before = -1
    while len(qt) != before:
        before = len(qt)
        qt |= {name for name, met in imports.items() if met & qt}
    return sorted(
        name
        for name, tree in modules.items()
        if name not in qt and _speaks(tree) and not imports[name] & DECLARATIONS
    )


def test_no_sentence_is_made_in_the_window_without_qt():
    assert misplaced(dict(_modules())) == []


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("from inspector.wording import tr\ntr('Hello')", True),
        ("from inspector.wording import tr_n\ntr_n('a', 'b', 1)", True),
        ("from PySide6.QtCore import QObject\ntr('Hello')", False),
        ("from inspector.gui.theme.icons import icon\ntr('Hello')", False),
        ("from inspector.gui.screens.screen import Screen\ntr('Hello')", False),
        ("def nothing() -> str:\n    return ''", False),
    ],
)
def test_a_planted_module_is_noticed(text, noticed):
    planted = {**dict(_modules()), "inspector.gui.start.planted": house.parsed(text)}
    assert misplaced(planted) == (["inspector.gui.start.planted"] if noticed else [])
