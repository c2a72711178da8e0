"""Every module says its job, and has a test in sight; nothing speaks of the workplace."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import _program as house
from tests.house import _reached as reached

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "inspector").rglob("*.py"))
# What all else rests on: nobody else's test counts for a module there.
BASE = {
    "compose", "disk", "model", "protocol", "reading", "record", "send", "settings", "vault",
    "wording",
}  # fmt: skip


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


def _not_named():
    parts = {name for name, path in house.modules().items() if path.stem[:2] != "__"}
    return parts - reached.by_name() - set(reached.parts())


def _stage(name):
    return name.split(".")[1]


def test_every_module_that_others_rest_on_is_named_by_a_test_or_run_as_a_part():
    assert sorted(name for name in _not_named() if _stage(name) in BASE) == []


def test_no_other_module_is_more_than_a_step_from_one_that_is():
    far = _not_named() - reached.a_step_away() - set(reached.GONE_THROUGH)
    assert sorted(name for name in far if not reached.in_a_room_with_tests(name)) == []


@pytest.mark.parametrize("kind", reached.KINDS)
def test_a_kinds_conformance_test_asks_the_registry_for_its_parts(kind):
    assert reached.asks_its_registry(kind)
    assert kind in reached.parts().values()


@pytest.mark.parametrize("test", reached.GONE_THROUGH.values())
def test_what_goes_through_a_module_is_there(test):
    assert list((ROOT / "tests").rglob(f"{test}.py"))


def test_a_module_that_no_test_names_is_seen():
    lone = "inspector.protocol.nothing_of_it"
    assert lone not in reached.by_name()
    assert not reached.in_a_room_with_tests(lone)
    assert reached.where_it_stands("inspector.wording", "tr") == "inspector.wording.translate"


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
