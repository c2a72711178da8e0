"""Every finding that a rule or a product's file can yield has whole words; none is left over."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from inspector.diagnose.facts import findings
from inspector.diagnose.fixes.catalogue import BUILDERS
from inspector.diagnose.judging import explain
from inspector.diagnose.products import fingerprints
from inspector.diagnose.trial.part import all_experiments
from inspector.model.finding import Cause
from inspector.reading.meanings import MeaningName

DIAGNOSE = Path(__file__).parents[2] / "inspector" / "diagnose"
ALWAYS = {"host", "method", "path", "status"}
ENDS = re.compile(r"[.”]$")
STARTS = re.compile(r"[A-Z0-9{%]|user:password|stale=|nc ")
SLUG = re.compile(r"[a-z]+(-[a-z]+)+|forbidden")
REFERENCE = re.compile(
    r"(RFC \d+( §[\d.]+)?([,;] )?|https://\S+|OWASP, .+|SAML 2\.0 .+|Fetch standard .+|OpenID .+|"
    r"OpenAPI .+|NIST .+|nginx, .+|§\d[\d.]*)+"
)
ALL = [(cause, slug) for cause in Cause for slug in findings.of_family(cause)]


def constants(node):
    """Yield the texts an expression may have as its value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def trees():
    return [ast.parse(file.read_text("utf-8")) for file in sorted(DIAGNOSE.rglob("*.py"))]


def parameters(tree):
    """Yield each function with the place of its parameter `slug`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            if "slug" in names:
                yield node.name, names.index("slug")


def in_call(node, takes):
    """Yield the slugs given to `suspect`, to a keyword `slug`, and to functions with such a place."""
    for keyword in node.keywords:
        if keyword.arg == "slug":
            yield from constants(keyword.value)
    if getattr(node.func, "attr", "") in {"suspect", "refused_for"}:
        yield from constants(node.args[0])
    at = takes.get(getattr(node.func, "id", ""))
    if at is not None and at < len(node.args):
        yield from constants(node.args[at])


def slugs_in_code():
    """Return the slugs given to `suspect`, to functions with a `slug`, and to variables so named."""
    found = set()
    parsed = trees()
    takes = dict(pair for tree in parsed for pair in parameters(tree))
    for tree in parsed:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found.update(in_call(node, takes))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
                "slug",
                "finding",
            ):
                found.update(constants(node.value))
    return {slug for slug in found if SLUG.fullmatch(slug)}


def slugs_in_files():
    for product in fingerprints.catalogue():
        for says in product.says:
            yield says.cause, says.finding
            for other in says.also:
                yield other.cause, other.finding


def test_what_rules_yield_is_explained():
    known = {slug for _, slug in ALL}
    assert len(slugs_in_code()) > 100
    assert slugs_in_code() - known == set()


def test_what_files_of_products_yield_is_explained():
    assert set(slugs_in_files()) - set(ALL) == set()


def test_no_words_are_left_over():
    texts = {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = texts | {slug for _, slug in slugs_in_files()}
    assert [pair for pair in ALL if pair[1] not in used] == []


def test_each_declaration_names_parts_that_exist():
    """Fixes, experiments and meanings are named in the files: a slip there would be silent."""
    one_of = [(findings.family(cause).fixes, findings.family(cause).experiment) for cause in Cause]
    for cause, slug in ALL:
        one = findings.of_family(cause)[slug]
        one_of.append((one.fixes, one.experiment))
        assert set(one.alone) <= set(get_args(MeaningName))
    offered = {name for fixes, _ in one_of for name in fixes}
    assert offered <= set(BUILDERS)
    assert set(BUILDERS) - offered == set(), "fixes that no finding offers"
    assert {name for _, name in one_of if name} <= set(all_experiments())


def test_words_speak_one_after_the_other():
    turns = [
        turn
        for cause in Cause
        for one in findings.of_family(cause).values()
        for turn in one.alone.values()
    ]
    assert len(turns) == len(set(turns)) > 20


def test_a_finding_belongs_to_one_family():
    assert len(ALL) == len({slug for _, slug in ALL})


def open_parts(text):
    return set(re.findall(r"\{(\w+)\}", text)) - ALWAYS


@pytest.mark.parametrize(("cause", "slug"), ALL, ids=lambda one: getattr(one, "value", one))
class TestWords:
    def test_no_part_is_empty(self, cause, slug):
        words = explain.explanation(cause, slug)
        assert words.title
        assert words.why
        assert {"client", "api-owner", words.actor} <= set(words.todo)
        assert words.avoid
        assert REFERENCE.fullmatch(words.reference), words.reference

    def test_there_is_a_form_without_parts_that_may_be_unknown(self, cause, slug):
        words = explain.explanation(cause, slug)
        todo = [explain._choices(text) for text in words.todo.values()]
        for choices in (words.title, words.why, *todo, (words.avoid,)):
            assert not open_parts(choices[-1]), choices

    def test_sentences_are_whole(self, cause, slug):
        words = explain.explanation(cause, slug)
        assert not any(text.endswith(".") for text in words.title)
        todo = [one for text in words.todo.values() for one in explain._choices(text)]
        for text in (*words.why, *todo, words.avoid):
            assert ENDS.search(text) or text.startswith("{detail}"), text
            assert STARTS.match(text), text
            assert "—" not in text
            assert "!" not in text
            assert "lease" not in text.split()


def test_what_a_finding_leads_to_is_declared():
    known = {slug for _, slug in ALL}
    led = {name for _, slug in ALL for name in findings.declared(slug).leads_to}
    assert led - known == set()
    assert not [slug for _, slug in ALL if slug in findings.declared(slug).leads_to]
