"""Files are opened in `inspector/disk` only: there links, pipes and devices are refused.

Shipped files have a reader of their own (`wording/resources.py`); SQLite, OpenSSL and the log's
handler open theirs by path.
"""

import ast
from pathlib import Path

import pytest

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for path in (ROOT / "inspector").rglob("*.py")
    if path.parent.name != "disk" and not path.match("wording/resources.py")
)
OF_A_PATH = {"read_text", "write_text", "write_bytes", "touch"}
OF_MODULES = {
    *("os.open", "os.mkfifo"),
    *("io.open", "io.FileIO", "io.open_code", "codecs.open"),
    *(f"{name}.open" for name in ("gzip", "bz2", "lzma", "tarfile")),
    *(f"shutil.{name}" for name in ("copy", "copy2", "copyfile", "copytree")),
    *(f"tempfile.{name}" for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile")),
    *("zipfile.ZipFile", "tomllib.load", "json.load", "mmap.mmap", "os.sendfile"),
}


def _opens(call):
    """Whether a call opens a file."""
    named = call.func
    if isinstance(named, ast.Name):
        return named.id in {"open", "FileIO"}
    if not isinstance(named, ast.Attribute):
        return False
    if ast.unparse(named) in OF_MODULES:
        # What is made anew is nobody else's: O_EXCL opens nothing that is there.
        return not any(word in ast.unparse(call) for word in ("os.O_EXCL", "os.devnull"))
    if named.attr == "open":
        return _is_mode([*call.args[:1], *(each.value for each in call.keywords)])
    if named.attr == "read_bytes":
        return not call.args
    return named.attr in OF_A_PATH


def _is_mode(values):
    texts = [each.value for each in values if isinstance(each, ast.Constant)]
    return any(isinstance(each, str) and set(each) <= set("rwxabt+") and each for each in texts)


def _found(text):
    calls = [node for node in house.nodes(house.parsed(text)) if isinstance(node, ast.Call)]
    return [f"{call.lineno}: {ast.unparse(call)}" for call in calls if _opens(call)]


def test_no_other_part_opens_a_file():
    found = {str(path.relative_to(ROOT)): _found(path.read_text()) for path in MODULES}
    assert {name: calls for name, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    "text",
    [
        "open(name)",
        "path.open('rb')",
        "path.open(mode='r')",
        "Path(name).read_bytes()",
        "path.read_text('utf-8')",
        "os.open(name, os.O_RDONLY)",
        "io.FileIO(name)",
        "path.write_bytes(data)",
        "path.write_text('x')",
    ],
)
def test_every_way_is_seen(text):
    assert _found(text)


@pytest.mark.parametrize(
    "text",
    ["dialog.open()", "tabs.open(document)", "self.open(key, keep=True)", "read_bytes(path)"],
)
def test_other_verbs_are_left_alone(text):
    assert not _found(text)
