"""Every fault of a sign-in that is declared is found by somebody, and has all parts of its words."""

import ast
import string
from pathlib import Path

import pytest

from inspector.model.sign_in import STEPS
from inspector.protocol.oauth.sign_in_faults import fault, faults, title, todo, trouble
from inspector.wording.resources import resources

CODE = Path(__file__).parents[4] / "inspector" / "authenticate" / "sign_in"
FOUND = {
    each.value
    for path in CODE.glob("*.py")
    for each in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(each, ast.Constant) and isinstance(each.value, str)
}
# These slugs are put together: whose metadata, and how it can't be used.
KINDS = (
    {f"{kind}-{end}" for kind in ("metadata", "provider") for end in FOUND}
    | {f"{kind}-{end}" for kind in ("metadata", "provider") for end in ("page", "unreadable")}
    | {f"{kind}-unreachable" for kind in ("metadata", "provider")}
)


@pytest.mark.parametrize("slug", faults())
def test_it_is_found_by_somebody(slug):
    assert slug in FOUND | KINDS


@pytest.mark.parametrize("slug", faults())
def test_its_sentences_hold_together(slug):
    one = fault(slug)
    texts = (one.title, one.todo)
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    found = trouble(slug, **dict.fromkeys(names, "x"))
    assert "{" not in title(found) + todo(found)
    assert not one.title.endswith(".")
    assert one.todo.endswith(".")
    assert one.reference.startswith("RFC ")


def test_each_file_is_a_step():
    assert {path.stem for path in (resources() / "sign-in").glob("*.toml")} <= set(STEPS)
