"""The words that begin an Authorization value stand in one list and are split off in one place."""

import ast
from pathlib import Path

from inspector.protocol.scheme_words import CHANGING, HANDSHAKES, KNOWN_SCHEMES, LOGINS

PACKAGE = Path(__file__).parents[2] / "inspector"
OWNER = PACKAGE / "protocol" / "scheme_words.py"
LISTED = (LOGINS, HANDSHAKES, CHANGING, KNOWN_SCHEMES)


def same_lists(text):
    """Yield the line of each set that has the words of one of the lists."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            words = frozenset(e.value for e in node.elts if isinstance(e, ast.Constant))
            if words in LISTED:
                yield node.lineno


def own_splits(text):
    """Yield the line of each `partition` whose first part is called a scheme."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name == "split_scheme":
            yield node.lineno
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Tuple):
            continue
        names = {getattr(name, "id", "") for name in node.targets[0].elts}
        called = getattr(getattr(node.value, "func", None), "attr", "")
        if (
            called in {"partition", "split"}
            and "scheme" in names
            and " " in ast.unparse(node.value)
        ):
            blank = [a for a in node.value.args if getattr(a, "value", "") in {" ", None}]
            if blank:
                yield node.lineno


def _found(search):
    return [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != OWNER
        for line in search(path.read_text(encoding="utf-8"))
    ]


def test_a_second_list_and_a_second_split_are_found():
    assert list(same_lists('SKIPPED = {"ntlm", "basic", "negotiate", "digest"}'))
    assert list(own_splits('scheme, _, rest = header.value.strip().partition(" ")'))
    assert list(own_splits("def split_scheme(value): pass"))


def test_scheme_words_are_listed_once():
    assert not _found(same_lists)


def test_a_scheme_is_split_off_in_one_place():
    assert not _found(own_splits)
