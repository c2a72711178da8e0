"""Every rule finds what it is for at its line, alone, and nothing where nothing is wrong."""

import pytest

from inspector.library.checking.registry import rules
from tests.unit.library.checking.samples import BROKEN, CLEAN, POSTMAN, changed

RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.NAME)


@pytest.mark.parametrize("files", [CLEAN, POSTMAN], ids=["ours", "postman"])
def test_where_nothing_is_wrong_nothing_is_found(files, checked):
    assert checked(files) == []


@RULES
def test_it_is_called_as_its_module_and_says_what_it_is_for(rule):
    assert rule.__name__.rpartition(".")[2].replace("_", "-") == rule.NAME
    assert rule.SUMMARY.endswith(".")


@RULES
def test_it_finds_what_it_is_for_at_its_line(rule, checked):
    files, path, old, new, line = BROKEN[rule.NAME]
    found = checked(changed(files, path, old, new))
    assert (rule.NAME, path, line) in found
    assert {name for name, *_ in found} <= {rule.NAME, "variable-is-used"}
