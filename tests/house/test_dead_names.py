"""Nothing is left behind that nobody uses: names, members, parameters, whole modules."""

import ast

import pytest

from tests.house import _program as house
from tests.house import _usage as usage


def test_every_private_name_is_used_in_its_module():
    assert usage.unused_privately() == {}


def test_every_public_name_and_every_member_has_a_user_in_the_program():
    assert usage.unused() == []


def test_every_parameter_with_a_default_is_given_by_somebody():
    assert usage.unpassed() == []


def test_every_module_is_reached():
    assert not house.unreached()


def _bound_twice(tree):
    """Return what a module binds a second time at its top: the first binding is left unused."""
    names = [name for node in tree.body for name in _binds(node)]
    return sorted({name for name in names if names.count(name) > 1})


def _binds(node):
    if isinstance(node, ast.Assign):
        return [each.id for each in node.targets if isinstance(each, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []


def test_no_module_gives_a_name_two_meanings():
    found = {name: _bound_twice(house.tree(path)) for name, path in house.modules().items()}
    assert {name: twice for name, twice in found.items() if twice} == {}
    assert _bound_twice(ast.parse("A = 1\ndef f(): return A\nA = 2")) == ["A"]


SOURCE = '''
"""Named in words alone: spoken."""
KINDS = {"a": "inspector.x:Found"}
def used(): return getattr(KINDS, "late") + other.member
def own(record: "Written", *, size=1): record.left = "spoken"
match record:
    case Shape(matched=1): own(record)
'''


@pytest.mark.parametrize("name", ["Found", "late", "member", "Written", "matched", "own"])
def test_a_reference_is_one_in_code(name):
    assert name in set(usage.references(ast.parse(SOURCE)))


@pytest.mark.parametrize("name", ["spoken", "left", "used", "size"])
def test_words_and_what_is_only_set_are_none(name):
    assert name not in set(usage.references(ast.parse(SOURCE)))


def test_what_qt_calls_is_excused():
    edit = "inspector.gui.forms.code_edit"
    assert usage._is_of_a_library(edit, "JsonHighlighter", "highlightBlock")
    assert not usage._is_of_a_library(edit, "JsonHighlighter", "highlight_nothing")


@pytest.mark.parametrize(
    ("call", "is_passed"),
    [("f(1, 2)", True), ("f(1, size=2)", True), ("f(*a)", True), ("f(**k)", True), ("f(1)", False)],
)
def test_a_parameter_is_passed_by_place_or_name(call, is_passed):
    (function,) = ast.parse("def f(a, size=0): ...").body
    ((at, name),) = usage._optional(function, is_member=False)
    assert usage._passes(ast.parse(call, mode="eval").body, at, name) == is_passed
