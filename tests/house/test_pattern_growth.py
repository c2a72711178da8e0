"""No pattern searches in time that grows with the square of a text: servers choose their texts.

Measured as a ratio of processor times, on texts made from each pattern itself.
"""

import ast
import importlib
import re
from functools import cache, partial
from itertools import islice
from pathlib import Path

import pytest

from inspector.protocol.patterns import LazyPattern
from tests.fixtures.processor_time import grows_faster
from tests.fixtures.pumping import hard_texts

ROOT = Path(__file__).parents[2]
# Characters: four times as many, which costs sixteen times by a square; and twice as many again
# for doubtful patterns: one that repeats at most 2,000 times grows so up to there and no further.
SIZES = 2_000, 8_000, 16_000
MOST = 9
NOTICED = 0.004  # seconds for the large text; below, nothing is worth a second look
AT_START = {"match", "fullmatch"}
SEARCHING = {"search", "finditer", "findall", "sub", "subn"}
HANDED_ON = "handed on"


def _modules():
    for path in sorted((ROOT / "inspector").rglob("*.py")):
        if re.search(
            r"\b(?:re\.(?:compile|search|match|sub|split|find)|lazy_re\()",
            path.read_text("utf-8"),
        ):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _patterns(module):
    """Yield name, pattern and whether it is only tried at the start of a text."""
    loaded = importlib.import_module(module)
    here, calls = _read(Path(loaded.__file__))
    searching = SEARCHING & set().union(*(how for name, how in here.items() if name.islower()))
    for node in calls:
        yield from _written_in(node)
    for name, value in vars(loaded).items():
        how = here.get(name, set()) if name.startswith("_") else _uses_anywhere().get(name, set())
        if HANDED_ON in how and not searching:
            how = how - {HANDED_ON} | {"match"}  # nothing here searches by a pattern it is given
        for pattern in _within(value):
            alone = isinstance(value, re.Pattern | LazyPattern)
            yield name, pattern, alone and bool(how) and how <= AT_START


@cache
def _read(path):
    """Return the methods by the name they are called on, and which names are arguments; and calls
    of functions of `re`. Read once: all modules are read to see who uses a name of one."""
    uses, calls = {}, []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            on = getattr(node.value, "id", "") or getattr(node.value, "attr", "")
            uses.setdefault(on, set()).add(node.attr)
        elif isinstance(node, ast.Call):
            if getattr(getattr(node.func, "value", None), "id", "") == "re":
                calls.append(node)
            for each in node.args:
                uses.setdefault(getattr(each, "id", ""), set()).add(HANDED_ON)
    return uses, calls


@cache
def _uses_anywhere():
    found = {}
    for path in (ROOT / "inspector").rglob("*.py"):
        for name, how in _read(path)[0].items():
            found.setdefault(name, set()).update(how)
    return found


def _written_in(call):
    """Yield the pattern of `re.search("…", text)` and its like."""
    target = call.func
    if call.args and isinstance(call.args[0], ast.Constant) and target.attr != "compile":
        yield f"line {call.lineno}", re.compile(call.args[0].value), target.attr in AT_START


def _within(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LazyPattern):
        yield value.compiled()
    elif isinstance(value, dict):
        yield from (each for part in (*value, *value.values()) for each in _within(part))
    elif isinstance(value, tuple | list | frozenset):
        yield from (each for part in value for each in _within(part))


def _growth(pattern, at_start):
    """Return the ratio of times of the first text that takes too long, and its beginning."""

    def tried(text):
        if at_start:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass

    small, large, larger = (partial(hard_texts, pattern, size) for size in SIZES)
    for index, pair in enumerate(zip(small(), large(), strict=True)):
        texts = (*pair, lambda index=index: next(islice(larger(), index, None)))
        if ratio := grows_faster(MOST, tried, texts, NOTICED):
            return ratio, repr(pair[1][:60])
    return 0.0, ""


@pytest.mark.parametrize("module", tuple(_modules()))
def test_no_pattern_is_quadratic(module):
    slow = {}
    for name, pattern, at_start in _patterns(module):
        ratio, text = _growth(pattern, at_start)
        if ratio > MOST:
            slow[name] = (round(ratio, 1), text, pattern.pattern[:150])
    assert slow == {}


@pytest.mark.parametrize(
    "source", [r"a*b", r"<x.*?y", r"(?:\w+\.)*z", r"\bk[\w-]*=", r'"(?:[^"\\]|\\.)*"']
)
def test_a_quadratic_pattern_is_found(source):
    assert _growth(re.compile(source), at_start=False)[0] > MOST


@pytest.mark.parametrize(
    "source",
    [
        *(r"a{0,9}b", r"<x[^y]{0,99}y", r"(?<!a)a*+b", r"\d+"),
        *(r"\$\{\[[^\]]{0,2000}\]\}", r"<[^>]{0,1500}>"),
    ],
)
def test_a_linear_one_is_not(source):
    assert _growth(re.compile(source), at_start=False)[0] <= MOST
