"""Which modules of the program tests name, run as parts of a kind, or have a step away.

No more can be seen without running the tests: that a module is named says that somebody wrote a
test with it in view, not how much of it the test looks at.
"""

import ast
import functools
import importlib
import re
import sys
from types import ModuleType

from tests.house import _program as house

TESTS = house.ROOT / "tests"
# What goes through a module as a whole, by the face that offers it.
GONE_THROUGH = {"inspector.authenticate.sign_in.walk": "test_sign_in_walk"}
# A kind's conformance test, and what lists the parts that it runs: "module:function folder".
KINDS = {
    "test_conformance_annotators": "annotate.registry:all_annotators annotate.annotators",
    "test_conformance_tokens": "annotate.tokens.registry:all_readers annotate.tokens.readers",
    "test_conformance_readers": "intake.registry:all_readers intake.readers",
    "test_conformance_causes": "diagnose.judging.rules:module_names diagnose.causes",
    "test_conformance_experiments": "diagnose.trial.part:all_experiments diagnose.experiments",
    "test_conformance_schemes": "authenticate.choose:registry authenticate.schemes",
    "test_conformance_grants": "authenticate.grants.registry:registry authenticate.grants",
    "test_conformance_formats": "export.registry:all_formats export.formats",
    "test_conformance_snippets": "export.code.snippet:languages export.snippets",
    "test_conformance_targets": "export.collections.registry:all_targets export.collections.targets",
    "test_conformance_aspects": "compare.registry:all_aspects compare.aspects",
    "test_conformance_changes": "compare.registry:all_kinds compare.changes",
    "test_conformance_recipes": "authenticate.recipe:_modules authenticate.recipes",
    "test_conformance_records": "model model",
    "test_conformance_scenarios": "mocklab.scenarios:all_scenarios mocklab.scenarios",
    "test_conformance_ways": "story.healthy:all_ways story.ways",
    "test_conformance_commands": "cli.program:names cli.commands",
    "test_conformance_logs_formats": "logs.format:all_formats logs.formats",
    "test_conformance_logs_kinds": "logs.judging:all_kinds logs.kinds",
    "test_conformance_rules": "library.checking.registry:rules library.checking.rules",
    "test_conformance_auth_kinds": "gui.compose.auth.kinds:kinds gui.compose.auth",
    "test_conformance_screens": "gui.screens.registry:_rooms gui",
    "test_renewing": "export.code.renewal:renewing_languages export.renewing",
}


@functools.cache
def by_name():
    """Return the modules that a test imports, or that a test in its place is named after."""
    found = {name for path in TESTS.rglob("*.py") for name in named_in(path)}
    return found | {name for name, path in house.modules().items() if _bears_its_name(path)}


def _bears_its_name(path):
    inside = path.relative_to(house.PROGRAM)
    return (TESTS / "unit" / inside.parent / f"test_{path.stem}.py").exists()


def named_in(path):
    """Return the modules that a file imports, starts by `python -m` or names as "module:Class"."""
    text = path.read_text(encoding="utf-8")
    found = set(re.findall(r'"-m",\s*"(inspector[\w.]+)"', text))
    found |= set(re.findall(r'"(inspector[\w.]+):\w+"', text))
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("inspector"):
            found.add(node.module)
            found.update(where_it_stands(node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found & set(house.modules())


@functools.cache
def where_it_stands(module, name):
    """Return the module that holds a name; what a package only offers stands in one of its own."""
    whole = f"{module}.{name}"
    if whole in house.modules() or module not in house.modules():
        return whole
    offers = (
        node.module
        for node in house.nodes(house.tree(house.modules()[module]))
        if isinstance(node, ast.ImportFrom) and any(name == alias.name for alias in node.names)
    )
    return next(offers, module)


@functools.cache
def parts():
    """Return {module: the conformance test that runs it as a part}."""
    return {part: test for test, where in KINDS.items() for part in _listed(*where.split())}


def _listed(place, folder):
    """Yield the modules of the parts that a registry lists."""
    if place == folder:  # its test walks the folder itself
        yield from (name for name in house.modules() if name.startswith(f"inspector.{folder}."))
        return
    module, function = place.split(":")
    found = getattr(importlib.import_module(f"inspector.{module}"), function)()
    named = [*(found.values() if isinstance(found, dict) else found)]
    for each in named:
        if isinstance(each, ModuleType):
            yield each.__name__
        elif isinstance(each, str):
            yield from (f"inspector.{folder}.{each}{end}" for end in ("", "_"))
            yield each
    yield from _holding(f"inspector.{folder}.", named)


def _holding(folder, values):
    """Yield the loaded modules of a folder that declare one of these."""
    ids = {id(each) for each in values if not isinstance(each, str)}
    for name, module in list(sys.modules.items()):
        if name.startswith(folder):
            inside = [*vars(module).values()]
            inside += [one for each in inside if isinstance(each, tuple) for one in each]
            if any(id(each) in ids for each in inside):
                yield name


def asks_its_registry(test):
    """Whether a conformance test names the module that lists the parts."""
    place = KINDS[test].split()[0].partition(":")[0]
    named = (named_in(path) for path in TESTS.rglob(f"{test}.py"))
    return any(f"inspector.{place}" in each for each in named)


def a_step_away():
    """Return the modules that a reached one imports or names."""
    near = (by_name() | set(parts())) & set(house.modules())
    return {other for name in near for other in named_in(house.modules()[name])}


def in_a_room_with_tests(name):
    """Whether the module's room of `tests/gui` has tests."""
    _, stage, *rooms, _ = name.split(".")
    return stage == "gui" and any((TESTS / "gui" / "/".join(rooms)).glob("test_*.py"))
