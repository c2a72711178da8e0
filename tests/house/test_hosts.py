"""An address is taken apart and joined by `protocol/urls.py`; `protocol/sites.py` says whose it is.

Nobody else takes a host out, or its last two labels for its owner; what the standard library reads
addresses by raises for `http://[::1`, which any reply may name.
"""

import ast
import contextlib
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
URLS, SITES = "protocol/urls.py", "protocol/sites.py"
NAMES = frozenset({"host_of", "_host_of", "_host", "hostname", "authority", "_authority"})
# The sender opens connections: it needs host, port and brackets apart.
SENDER = frozenset({"send/proxy/proxies.py", "send/wire.py"})


def readers_of_hosts(text):
    """Yield the line where a host is taken out of an address, or a function of that name."""
    for node in house.nodes(house.parsed(text)):
        taken = isinstance(node, ast.Attribute) and node.attr == "hostname"
        if taken or _is_cut_out(node) or _is_function_of_host(node):
            yield node.lineno


def _is_cut_out(node):
    """The part between `://` and the next `/`."""
    part = node.value if isinstance(node, ast.Subscript) else None
    if not _is_parted(part, "/") or not _is_number(node.slice, 0):
        return False
    return any(_is_parted(inner, "://") for inner in ast.walk(part.func.value))


def _is_parted(node, by):
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    first = node.args[0] if named and node.args else None
    parts = named and node.func.attr in {"partition", "split", "rsplit", "rpartition"}
    return bool(parts) and isinstance(first, ast.Constant) and first.value == by


def _is_number(node, number):
    with contextlib.suppress(ValueError, TypeError):
        return ast.literal_eval(node) == number
    return False


def judges_of_sites(text):
    """Yield the line where an owner is told by the last two labels, or two are compared by hand."""
    for node in house.nodes(house.parsed(text)):
        if _takes_two_labels(node) or _compares_owners(node):
            yield node.lineno


def _takes_two_labels(node):
    if _is_parted(node, ".") and node.func.attr == "rsplit" and len(node.args) > 1:
        return _is_number(node.args[1], 2)
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice):
        return False
    bounds = [each for each in (node.slice.lower, node.slice.upper) if each is not None]
    return _is_parted(node.value, ".") and any(_is_number(each, -2) for each in bounds)


def _compares_owners(node):
    sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    named = [getattr(getattr(each, "func", None), "id", "") for each in sides]
    return named.count("registrable") > 1


def _is_function_of_host(node):
    """A method of a record names its own host; a function takes an address apart."""
    if not isinstance(node, ast.FunctionDef) or node.name not in NAMES:
        return False
    return not (node.args.args and node.args.args[0].arg == "self")


@pytest.mark.parametrize(
    "text",
    [
        "def host_of(url): ...",
        "def _host(text):\n    return text.partition('://')[2]",
        "host = urlsplit(url).hostname or ''",
        "host = url.partition('://')[2].partition('/')[0].lower()",
        "host = url.split('://', 1)[-1].split('/', 1)[0]",
    ],
)
def test_each_way_is_found(text):
    assert list(readers_of_hosts(text))


@pytest.mark.parametrize(
    "text",
    [
        "same = one.split('.')[-2:] == other.split('.')[-2:]",
        "labels = host.split('.')[:-2]",
        "owner = host.rsplit('.', 2)",
        "same = registrable(one) == registrable(other)",
    ],
)
def test_each_judge_of_a_site_is_found(text):
    assert list(judges_of_sites(text))


@pytest.mark.parametrize("text", ["head = token.split('.')[:2]", "end = host.split('.')[-1]"])
def test_what_is_no_judge_is_let_be(text):
    assert not list(judges_of_sites(text))


def test_whose_a_host_is_is_told_by_one_module():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() != SITES
        for line in judges_of_sites(path.read_text(encoding="utf-8"))
    ]
    assert not seen, f"ask inspector/{SITES}: " + ", ".join(seen)


def test_a_record_names_its_own_host():
    assert not list(readers_of_hosts("class Address:\n    def authority(self): ..."))


RAISING = frozenset({"urlsplit", "urlparse", "urljoin"})


def readers_of_addresses(text):
    """Yield the line where a function is imported that raises for an address that is none."""
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from (node.lineno for each in node.names if each.name in RAISING)


def test_a_function_that_raises_is_found():
    assert list(readers_of_addresses("from urllib.parse import quote, urljoin"))


def test_addresses_are_taken_apart_by_one_module():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in {URLS, *SENDER}
        for line in readers_of_addresses(path.read_text(encoding="utf-8"))
    ]
    assert not seen, f"take `split` or `joined` of inspector/{URLS}: " + ", ".join(seen)


def test_hosts_are_read_by_one_module():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in {URLS, *SENDER}
        for line in readers_of_hosts(path.read_text(encoding="utf-8"))
    ]
    assert not seen, f"ask inspector/{URLS}: " + ", ".join(seen)
