"""Modules and tests are called by the terms of the field, and tests lie where what they test does."""

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Words that say how a thing stands to another, not what it is.
VAGUE = {
    "heard", "told", "silence", "hidden", "beside", "between", "aids", "means", "carrying", "late",
    "ground",
}  # fmt: skip
VAGUE_PAIRS = {("at", "hand")}
# Names that meant another thing in each stage that had them.
ONCE = {"fixing", "reading", "tokens"}
# A stage, the files' one reader, and the annotator that is found by its registry.
KNOWN = {
    "reading": {"inspector/disk/reading.py"},
    "tokens": {"inspector/annotate/annotators/tokens.py"},
}


def vague(path):
    """Return whether the name of a module says nothing of the field."""
    words = path.stem.split("_")
    return bool(VAGUE.intersection(words)) or any(pair in VAGUE_PAIRS for pair in pairwise(words))


def _modules(folder="inspector"):
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize(
    "name", ["told", "found_beside", "at_hand", "fixes_at_hand", "late", "what_means", "ground"]
)
def test_a_vague_name_is_noticed(name):
    assert vague(Path(f"{name}.py"))


@pytest.mark.parametrize("name", ["lazy", "background", "template", "handshakes", "translate"])
def test_a_word_that_only_holds_such_letters_is_let_be(name):
    assert not vague(Path(f"{name}.py"))


def test_no_module_has_a_vague_name():
    assert [str(path.relative_to(ROOT)) for path in _modules() if vague(path)] == []


def test_no_test_has_a_vague_name():
    assert [str(path.relative_to(ROOT)) for path in _modules("tests") if vague(path)] == []


def _heaps(most=20):
    """Return {folder: tests in it that bear the name of no module in the room they mirror}."""
    met = defaultdict(list)
    for path in _modules("tests/unit"):
        room = ROOT / "inspector" / path.parent.relative_to(ROOT / "tests" / "unit")
        if not (room / f"{path.stem.removeprefix('test_')}.py").exists():
            met[path.parent.relative_to(ROOT).as_posix()].append(path.stem)
    return {folder: names for folder, names in met.items() if len(names) > most}


def test_unit_tests_lie_in_rooms():
    assert _heaps() == {}


def test_a_heap_is_seen():
    assert "tests/unit/diagnose/fixes" in _heaps(most=5)


def test_a_name_that_meant_many_things_is_given_once():
    met = defaultdict(set)
    for path in _modules():
        if path.stem in ONCE:
            met[path.stem].add(path.relative_to(ROOT).as_posix())
    assert {name: paths for name, paths in met.items() if paths != KNOWN.get(name, set())} == {}


def test_no_two_records_of_a_stage_above_another_are_called_means():
    named = [path for path in _modules() if "\nclass Means(" in path.read_text("utf-8")]
    assert named == []
