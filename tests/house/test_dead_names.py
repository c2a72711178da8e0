"""Nothing is left behind that nobody uses: private names, public ones, whole modules."""

import ast
import re

from tests.house import _program as house

# What only tests use today; nothing may come to it.
UNUSED_YET: set[str] = set()


def _private(tree):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _unused(text):
    names = {name for name in _private(house.parsed(text)) if re.match(r"_[^_]", name)}
    return [name for name in names if len(re.findall(rf"\b{re.escape(name)}\b", text)) == 1]


def test_every_private_name_is_used_in_its_module():
    found = {name: _unused(path.read_text()) for name, path in house.modules().items()}
    assert {name: unused for name, unused in found.items() if unused} == {}


def test_every_public_function_and_class_has_a_user_in_the_program():
    assert set(house.unused()) <= UNUSED_YET


def test_every_module_is_reached():
    assert not house.unreached()
