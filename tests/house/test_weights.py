"""Each weight has a reason: rules weigh in the words of the scale, other numbers say what for."""

import ast
import re
import tokenize
from pathlib import Path

import msgspec
import pytest

from inspector.diagnose import weights
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.judging.rank import rank
from inspector.diagnose.products import fingerprints
from inspector.model.annotation import Place
from inspector.model.finding import Cause, Evidence

ROOT = Path(__file__).parents[2] / "inspector" / "diagnose"
RESOURCES = ROOT.parents[1] / "resources"
SCALES = {"weights.py", "trial/ratios.py"}
BY_WORDS = ("causes", "experiments")
LIKELY_ENOUGH = {0.0, 1.0}  # nothing, and words that are quoted whole
FACTORS = {"LESS", "MUCH_LESS"}
STEPS = {
    name: value
    for name, value in vars(weights).items()
    if name.isupper() and isinstance(value, float) and name not in FACTORS
}
TABLE = re.compile(r"(?m)^    ([A-Z]+) +(certain|very likely) +([A-Z]+)(?: +([A-Z]+))?$")


def test_files_name_the_steps_by_the_same_words():
    assert {word.upper(): value for word, value in weights.STEPS.items()} == STEPS


def test_files_weigh_in_words():
    weighs = re.compile(r'(?m)(?:^|[{,] *)(?:weight|at-most) *= *([^" ].*)$')
    found = [
        f"{path.parent.name}/{path.name}: {number}"
        for folder in ("fingerprints", "findings")
        for path in sorted((RESOURCES / folder).glob("*.toml"))
        for number in weighs.findall(path.read_text("utf-8"))
    ]
    assert not found, found
    assert weighs.findall('also = [{ finding = "x", weight = 0.4 }]') == ["0.4 }]"]


def test_a_number_or_a_word_beyond_the_scale_is_noticed_when_a_file_is_read():
    told = {"cause": "csrf-failure", "finding": "csrf-refused"}
    assert msgspec.convert(told | {"weight": "clear"}, fingerprints.Says).weight == weights.CLEAR
    for wrong in (0.9, "surely"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(told | {"weight": wrong}, fingerprints.Says)


def _modules():
    for path in sorted(ROOT.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if name not in SCALES:
            yield name, path.read_text("utf-8")


def _numbers(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node
        ratio = isinstance(node, ast.keyword) and node.arg in {"ratio", "floor"}
        if ratio and isinstance(node.value, ast.Constant):
            yield node.value


def test_rules_and_experiments_weigh_in_words():
    found = [
        f"{name}:{number.lineno} {number.value}"
        for name, source in _modules()
        if name.startswith(BY_WORDS)
        for number in _numbers(ast.parse(source))
        if number.value not in LIKELY_ENOUGH and number.value < 2
    ]
    assert not found, found


def test_other_numbers_are_constants_with_a_reason_beside():
    found = []
    for name, source in _modules():
        if name.startswith(BY_WORDS):
            continue
        tree = ast.parse(source)
        own = {
            number: line.lineno
            for line in tree.body
            if isinstance(line, ast.Assign | ast.AnnAssign)
            for number in ast.walk(line)
        }
        told = _commented(source)
        found += [
            f"{name}:{number.lineno} {number.value}"
            for number in _numbers(tree)
            if number.value not in LIKELY_ENOUGH and own.get(number) not in told
        ]
    assert not found, found


def _commented(source):
    """Return the lines of constants with a comment at the end, above, or above their block."""
    lines = iter(source.splitlines(keepends=True))
    marks = {
        token.start[0]
        for token in tokenize.generate_tokens(lambda: next(lines, ""))
        if token.type == tokenize.COMMENT
    }
    told = set(marks)
    for number, line in enumerate(source.splitlines(), 1):
        if re.match(r"_?[A-Z]\w* = ", line) and number - 1 in told:
            told.add(number)
    return told


def _ranked(one, other):
    tied = (Evidence(statement="x", place=Place()),)
    causes = (Cause.CONFIGURATION, Cause.NETWORK_BLOCKED)
    found = rank(
        [
            Suspicion(cause=cause, slug="s", weight=STEPS[step], evidence=tied)
            for cause, step in zip(causes, (one, other), strict=True)
            if step
        ],
        may_be_stripped=False,
    )
    return next(each.certainty for each in found if each.suspicion.cause is causes[0])


@pytest.mark.parametrize(("step", "alone", "first", "second"), TABLE.findall(weights.__doc__))
def test_the_table_of_the_scale_is_true(step, alone, first, second):
    order = ["unlikely", "possible", "very-likely", "certain"]

    def up_to(word):
        beside = [
            other for other in STEPS if order.index(_ranked(step, other).value) >= order.index(word)
        ]
        return max(beside, key=STEPS.__getitem__, default="")

    assert _ranked(step, "").value == alone.replace(" ", "-")
    expected = (first, second) if alone == "certain" else ("", first)
    assert (up_to("certain"), up_to("very-likely")) == expected


def test_the_table_has_every_step_beyond_possible():
    told = {row[0] for row in TABLE.findall(weights.__doc__)}
    assert told == {step for step, value in STEPS.items() if value >= STEPS["LIKELY"]}
