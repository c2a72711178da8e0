"""Files, functions and classes stay small enough to read at one go; one concept is one file."""

import ast

from tests.house import _program as house

FILE, FUNCTION, CLASS, ARGUMENTS = 400, 40, 300, 6
BANNER = 97  # columns


def _length(node):
    return node.end_lineno - node.lineno + 1


def _arguments(node):
    named = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return [name for name in named if name not in {"self", "cls"}]


def _too_large(text):
    if text.count("\n") > FILE:
        yield f"file: {text.count(chr(10))} lines"
    for node in house.nodes(house.parsed(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if _length(node) > FUNCTION:
                yield f"{node.name}: {_length(node)} lines"
            if len(_arguments(node)) > ARGUMENTS:
                yield f"{node.name}: {len(_arguments(node))} arguments"
        elif isinstance(node, ast.ClassDef) and _length(node) > CLASS:
            yield f"class {node.name}: {_length(node)} lines"


def test_sizes():
    found = {name: [*_too_large(path.read_text())] for name, path in house.modules().items()}
    assert {name: large for name, large in found.items() if large} == {}


def _cut(text):
    """Yield the banners that reach the end of a line, where their words were cut off before."""
    for line in text.splitlines():
        if line.lstrip().startswith("# -----") and len(line) >= BANNER:
            yield line.strip("# -")


def test_the_words_of_a_banner_are_short_and_whole():
    places = [*house.PROGRAM.rglob("*.py"), *(house.ROOT / "tests").rglob("*.py")]
    found = {str(path): [*_cut(path.read_text("utf-8"))] for path in places}
    assert {path: cut for path, cut in found.items() if cut} == {}


def test_a_banner_that_reaches_the_end_of_a_line_is_found():
    words = "Each server with its port or w"
    assert [*_cut(f"x = 1\n# {'-' * 65} {words}\n# {'-' * 16} {words}\n")] == [words]
