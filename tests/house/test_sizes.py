"""Files, functions and classes stay small enough to read at one go; one concept is one file."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "inspector").rglob("*.py"))
FILE, FUNCTION, CLASS, ARGUMENTS = 400, 40, 300, 6


def _length(node):
    return node.end_lineno - node.lineno + 1


def _arguments(node):
    named = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return [name for name in named if name not in {"self", "cls"}]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_sizes(path):
    text = path.read_text()
    tree = ast.parse(text)
    too_large = []
    if text.count("\n") > FILE:
        too_large.append(f"file: {text.count(chr(10))} lines")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if _length(node) > FUNCTION:
                too_large.append(f"{node.name}: {_length(node)} lines")
            if len(_arguments(node)) > ARGUMENTS:
                too_large.append(f"{node.name}: {len(_arguments(node))} arguments")
        elif isinstance(node, ast.ClassDef) and _length(node) > CLASS:
            too_large.append(f"class {node.name}: {_length(node)} lines")
    assert not too_large
