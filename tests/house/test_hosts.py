"""The host of an address is asked of `protocol/urls.py`; nobody else takes it out."""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
URLS = "protocol/urls.py"
NAMES = frozenset({"host_of", "_host_of", "_host", "hostname", "authority", "_authority"})
# The sender opens connections: it needs host, port and brackets apart.
SENDER = frozenset({"send/proxy/proxies.py", "send/wire.py"})


def readers_of_hosts(text):
    """Yield the line where a host is taken out of an address, or a function of that name."""
    for node in ast.walk(house.parsed(text)):
        taken = isinstance(node, ast.Attribute) and node.attr == "hostname"
        if taken or _is_function_of_host(node):
            yield node.lineno


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
    ],
)
def test_each_way_is_found(text):
    assert list(readers_of_hosts(text))


def test_a_record_names_its_own_host():
    assert not list(readers_of_hosts("class Address:\n    def authority(self): ..."))


def test_hosts_are_read_by_one_module():
    seen = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in {URLS, *SENDER}
        for line in readers_of_hosts(path.read_text(encoding="utf-8"))
    ]
    assert not seen, f"ask inspector/{URLS}: " + ", ".join(seen)
