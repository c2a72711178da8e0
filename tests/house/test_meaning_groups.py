"""Which meanings belong together is named once, in `reading/meanings.py`; nobody lists them anew."""

import ast
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from inspector.reading import meanings
from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
HOME = PACKAGE / "reading" / "meanings.py"
MOST = 2  # as many may stand together twice by chance
NAMES = frozenset(get_args(meanings.MeaningName))


def listed(text):
    """Yield line and names of each list or call that spells out several meanings and no others."""
    for node in house.nodes(house.parsed(text)):
        given = node.args if isinstance(node, ast.Call) else getattr(node, "elts", ())
        words = [each.value for each in given if isinstance(each, ast.Constant)]
        alone = len(words) == len(given) and NAMES.issuperset(
            word if isinstance(word, str) else "" for word in words
        )
        if len(words) > MOST and alone:
            yield node.lineno, frozenset(words)


def groups():
    """Return {members: names} of the groups."""
    return {
        frozenset(value): name
        for name, value in vars(meanings).items()
        if name.isupper() and isinstance(value, tuple)
    }


@pytest.mark.parametrize(
    "text",
    [
        'case.said("csrf", "scope", "clock")',
        '_OTHER = ("clock", "csrf", "scope")',
        'if name in {"scope", "csrf", "clock"}: pass',
    ],
)
def test_each_way_is_found(text):
    assert [names for _, names in listed(text)] == [frozenset({"csrf", "scope", "clock"})]


@pytest.mark.parametrize("text", ['("csrf", "scope")', '("csrf", "scope", "of-no-meaning")'])
def test_others_are_left_alone(text):
    assert not list(listed(text))


def test_no_list_of_meanings_stands_twice():
    places = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, names in listed(path.read_text("utf-8")) if path != HOME else ():
            places[names].append(f"{path.relative_to(PACKAGE)}:{line}")
    named = groups()
    twice = {
        named.get(names, "no name yet"): found
        for names, found in places.items()
        if len(found) > 1 or names in named
    }
    assert not twice, f"name the group in inspector/reading/meanings.py: {twice}"


def test_no_sum_of_groups_is_made_twice():
    """What rules keep as a list of their own differs from that of every other rule."""
    made = defaultdict(dict)
    for path in sorted((PACKAGE / "diagnose").rglob("*.py")):
        module = import_module(house.named(path))
        for name, value in vars(module).items():
            if isinstance(value, tuple) and len(value) > MOST and NAMES.issuperset(map(str, value)):
                made[frozenset(value)][id(value)] = f"{module.__name__}.{name}"
    twice = [sorted(found.values()) for found in made.values() if len(found) > 1]
    assert not twice, twice
