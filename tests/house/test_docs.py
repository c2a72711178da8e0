"""Every module says its job; every module is reached by a test; the guides are true."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "inspector").rglob("*.py"))
TESTS = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
# A part of a kind is reached by its kind's conformance test: folder -> that test.
KINDS = {
    "model": "test_conformance_records",
    "gui/compose/auth": "test_conformance_auth_kinds",
    "gui/screens": "test_conformance_screens",
    "authenticate/schemes": "test_conformance_schemes",
    "authenticate/grants": "test_conformance_grants",
    "authenticate/sign_in": "test_sign_in_walk",
    "authenticate/recipes": "test_conformance_recipes",
    "annotate/annotators": "test_conformance_annotators",
    "annotate/tokens": "test_conformance_tokens",
    "intake/readers": "test_conformance_readers",
    "intake/collections": "test_conformance_readers",
    "diagnose/causes": "test_conformance_causes",
    "story/ways": "test_conformance_ways",
    "diagnose/experiments": "test_conformance_experiments",
    "export/formats": "test_conformance_formats",
    "export/snippets": "test_conformance_snippets",
    "export/renewing": "test_renewing",
    "export/collections/targets": "test_conformance_targets",
    "compare/aspects": "test_conformance_aspects",
    "compare/changes": "test_conformance_changes",
    "mocklab/scenarios": "test_conformance_scenarios",
    "cli/commands": "test_conformance_commands",
    "logs/formats": "test_conformance_logs_formats",
    "logs/kinds": "test_conformance_logs_kinds",
    "library/checking/rules": "test_conformance_rules",
}


def _name(path):
    return str(path.relative_to(ROOT))


def _says_its_job(path):
    text = path.read_text()
    if path.name == "__init__.py" and not text.strip():
        return True
    doc = ast.get_docstring(house.parsed(text))
    return bool(doc) and len(doc.splitlines()[0]) > 15


def test_every_module_says_its_job_in_one_line():
    assert [_name(path) for path in MODULES if not _says_its_job(path)] == []


def _imports(path):
    """Return the modules that a file imports, starts by `python -m` or names as "module:Class"."""
    text = path.read_text()
    found = set(re.findall(r'"-m",\s*"(inspector[\w.]+)"', text))
    found |= set(re.findall(r'"(inspector[\w.]+):\w+"', text))
    for node in ast.walk(house.parsed(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("inspector"):
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def _module(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _kind(path):
    inside = path.relative_to(ROOT / "inspector").as_posix()
    if path.name == "screen.py" and inside.startswith("gui/"):
        inside = "gui/screens"
    return next((test for folder, test in KINDS.items() if inside.startswith(folder)), None)


@cache
def _reached():
    """Return the modules that tests import, and what those import from their own stage."""
    known = {_module(path): path for path in MODULES}
    waiting = [name for path in (ROOT / "tests").rglob("*.py") for name in _imports(path)]
    waiting += [name for name, path in known.items() if _kind(path)]
    reached = set()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in known:
            continue
        reached.add(name)
        stage = name.split(".")[:2]
        waiting += [other for other in _imports(known[name]) if other.split(".")[:2] == stage]
    return reached


def _is_reached(path):
    kind = _kind(path)
    return kind in TESTS if kind else _module(path) in _reached()


def test_every_module_is_reached_by_a_test_or_its_kinds_conformance_test():
    parts = [path for path in MODULES if path.stem not in {"__init__", "__main__"}]
    assert [_name(path) for path in parts if not _is_reached(path)] == []


def test_nothing_speaks_of_the_workplace():
    words = re.compile(
        r"/work/|/root/|/\.library|pypi\.org|registry\.npmjs|deb\.debian", re.IGNORECASE
    )
    bad = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for folder in ("inspector", "resources", "packaging", "tests", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".toml", ".md", ".txt", ".sh", ".in", ""}
        and path != Path(__file__)
        and (found := words.search(path.read_text(errors="ignore")))
    ]
    assert not bad
