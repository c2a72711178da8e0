"""A kind of credential states its facts in its record; nobody else asks which kind it is."""

import ast
from pathlib import Path

from inspector.model.credential import kinds
from tests.house import _program as house

ROOT = Path(__file__).parents[2]
# The records, the schemes that send them, and the forms that have them typed.
OWN = ("inspector/model/", "inspector/authenticate/schemes/", "inspector/gui/compose/auth/")
NAMES = {kind.__name__ for kind in kinds()}
TAGS = {kind.tag() for kind in kinds() if kind.is_given}


def _names(node):
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} & NAMES


def _asks_for_a_kind(node, aliases):
    """Whether a piece of code tells kinds apart by their class."""
    if isinstance(node, ast.MatchClass):
        return bool(_names(node.cls))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"isinstance", "issubclass"}:
        asked = {each.id for each in ast.walk(node.args[1]) if isinstance(each, ast.Name)}
        return bool(asked & (NAMES | aliases))
    if isinstance(node, ast.Compare) and isinstance(node.left, ast.Call):
        return getattr(node.left.func, "id", "") == "type" and bool(_names(node))
    return False


def _aliases(tree):
    """Return the names that stand for a kind or for several: `_NONE = NoCredential | …`."""
    return {
        target.id
        for node in house.nodes(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp | ast.Tuple | ast.Name)
        if _names(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _asking(text):
    tree = house.parsed(text)
    aliases = _aliases(tree)
    return [node.lineno for node in house.nodes(tree) if _asks_for_a_kind(node, aliases)]


def test_only_the_parts_of_a_kind_know_which_it_is():
    found = [
        f"{place}:{line}"
        for path in sorted((ROOT / "inspector").rglob("*.py"))
        if not (place := str(path.relative_to(ROOT))).startswith(OWN)
        for line in _asking(path.read_text("utf-8"))
    ]
    assert not found, found


def _parts(folder):
    """Return the modules of a folder by their paths in it."""
    found = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("[a-z]*.py"))
    return {path.with_suffix("").as_posix() for path in found}


def test_the_three_parts_of_a_kind_bear_one_name():
    records = {kind.__module__.partition(".kinds.")[2].replace(".", "/") for kind in kinds()}
    assert records <= _parts("inspector/model/kinds")
    assert len(records) == len(kinds())
    # What is inherited is the folder's, and a proxy's Basic has the record of Basic.
    schemes = _parts("inspector/authenticate/schemes")
    assert schemes - {"proxy_basic"} == records - {"inherit"}
    # What can't be sent is chosen by nobody; `kinds` finds the others.
    assert _parts("inspector/gui/compose/auth") - {"kinds"} == records - {"unsupported"}


def test_every_way_to_ask_is_found():
    for text in (
        "isinstance(one, Basic | Digest)",
        "isinstance(one, (Bearer, ApiKey))",
        "type(one) is Basic",
        "match one:\n    case Basic():\n        pass",
        "_NONE = NoCredential | InheritCredential\nisinstance(one, _NONE)",
    ):
        assert _asking(text), text
    assert not _asking("isinstance(one, str) and made == Basic(user='a')")


def test_no_table_is_keyed_by_every_kind():
    """A table with an entry for each kind is what the record should say."""
    found = []
    for path in sorted((ROOT / "inspector").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for node in house.nodes(house.parsed(path.read_text("utf-8"))):
            if isinstance(node, ast.Dict) and not place.startswith(OWN):
                keys = {each.value for each in node.keys if isinstance(each, ast.Constant)}
                if keys >= TAGS - {"unsupported"}:
                    found.append(f"{place}:{node.lineno}")
    assert not found, found
