"""What the house is built of, read from the sources: modules, their imports, folders, dependencies.

The house tests hold it, `packaging/count_house` prints it.
"""

import ast
import functools
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "inspector"
MOST_FILES, MOST_OWN_IMPORTS = 20, 8
# How a distribution is imported, where that is not its own name in small letters.
IMPORTED_AS = {
    "pyside6-essentials": ("PySide6", "shiboken6"),
    "edgegrid-python": ("akamai",),
    "pyjwt": ("jwt",),
    "pyspnego": ("spnego",),
    "python-jsonpath": ("jsonpath",),
    "pytest-qt": ("pytestqt",),
    "pytest-xdist": ("xdist",),
    "pyyaml": ("yaml",),
}


def named(path):
    """Return a file's dotted name; a package's for its `__init__.py`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def modules():
    """Return {dotted name: path} of the program."""
    return {named(path): path for path in sorted(PROGRAM.rglob("*.py"))}


@functools.cache
def parsed(text):
    """Return the syntax tree of a source; conftest.py lets all go when no test wants one."""
    return ast.parse(text)


@functools.cache
def nodes(top):
    """Return all that a syntax tree is built of, as `ast.walk` does: it is asked fifty times."""
    return tuple(ast.walk(top))


def tree(path):
    """Return the syntax tree of a file."""
    return parsed(path.read_text(encoding="utf-8"))


@functools.cache
def imports():
    """Return {module: the program's modules that it imports}, for types and inside functions too."""
    known = modules()
    return {name: frozenset(_imported(path, known) - {name}) for name, path in known.items()}


def _imported(path, known):
    found = set()
    for node in nodes(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in known else node.module)
    return found & set(known)


@functools.cache
def loaded():
    """Return {module: the program's modules that it names as "module:Class", to load them late}."""
    return {name: frozenset(_loaded(tree(path))) for name, path in modules().items()}


def _loaded(top):
    for node in nodes(top):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named_one = re.fullmatch(r"(inspector(?:\.\w+)+):[A-Za-z]\w*", node.value)
            if named_one:
                yield named_one[1]


def circles(arrows):
    """Return the sets of nodes that reach one another, of {node: nodes that it points to}."""
    left = {node: set(ahead) for node, ahead in arrows.items()}
    while leaves := {node for node, ahead in left.items() if not ahead}:
        left = {node: ahead - leaves for node, ahead in left.items() if node not in leaves}
    reach = {node: _reached(node, left) for node in left}
    found = {frozenset(n for n in reach[node] if node in reach[n]) for node in left}
    return sorted((set(circle) for circle in found if circle), key=sorted)


def _reached(node, arrows):
    found, ahead = set(), [node]
    while ahead:
        new = arrows.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def arrows_up(stage):
    """Return [(module, module it imports)] that run against the order of a stage's rooms.

    The order is that of the layers in `pyproject.toml`; without one, the rarer direction between
    two rooms that import each other is the one that runs up. What is named to be loaded late
    counts as imported: the linter can't see it.
    """
    between = defaultdict(list)
    for name, used in imports().items():
        for other in used | loaded()[name]:
            pair = (_room(name, stage), _room(other, stage))
            if all(pair) and pair[0] != pair[1]:
                between[pair].append((name, other))
    layers = _layers(stage)
    if layers:
        up = [pair for pair in between if _rank(pair[0], layers) <= _rank(pair[1], layers)]
    else:
        up = [
            pair for pair in between if 0 < len(between[pair]) <= len(between.get(pair[::-1], ()))
        ]
    return sorted(arrow for pair in up for arrow in between[pair])


def _room(name, stage):
    parts = name.split(".")
    is_inside = parts[:2] == stage.split(".") and len(parts) > 2
    return parts[2] if is_inside else ""


def _rank(room, layers):
    """Return how high a room lies: the program's law names the highest first."""
    return next((-at for at, names in enumerate(layers) if room in names), 0)


def _layers(stage):
    for contract in project()["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers" and contract["containers"] == [stage]:
            return [re.split(r"[ |:]+", layer) for layer in contract["layers"]]
    return []


@functools.cache
def project():
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def folders():
    """Return {folder below the root: number of its modules}."""
    return Counter(str(path.parent.relative_to(ROOT)) for path in modules().values())


def own_imports():
    """Return {module: how many modules of its own folder it imports}."""
    return {
        name: sum(modules()[other].parent == modules()[name].parent for other in used)
        for name, used in imports().items()
    }


def foreign(folder):
    """Return the names of other people's packages that the modules of a folder import."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in nodes(tree(path)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"inspector", "tests"}


def distribution(requirement):
    """Return a requirement's name in small letters."""
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower()


def imported_as(name):
    """Return the packages that a distribution brings."""
    return IMPORTED_AS.get(name, (name.replace("-", "_"),))


def declared():
    """Return the names of what the program declares to need, extras included."""
    asked = [*project()["project"]["dependencies"]]
    for extra in project()["project"].get("optional-dependencies", {}).values():
        asked += extra
    return [distribution(line) for line in asked]


def unimported():
    """Return what is declared and never imported."""
    used = foreign(PROGRAM)
    return [name for name in declared() if not used & set(imported_as(name))]


def undeclared():
    """Return what is imported and not declared."""
    known = {package for name in declared() for package in imported_as(name)}
    return sorted(foreign(PROGRAM) - known)


def unreached():
    """Return the modules that no other one imports, names in a text, or finds in its folder."""
    reached = {other for used in imports().values() for other in used}
    reached |= {word for path in modules().values() for word in _texts(tree(path))}
    packages = {name for name, path in modules().items() if _is_package(path)}
    found_in = packages & reached - {"inspector"}
    return sorted(
        name
        for name, path in modules().items()
        if not _is_package(path)
        and name not in reached
        and not any(name.startswith(f"{package}.") for package in found_in)
        and name != "inspector.__main__"
    )


def _is_package(path):
    return path.name == "__init__.py"


def _texts(top):
    for node in nodes(top):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.partition(":")[0]


def size():
    """Return {stage: (files, lines)}."""
    counted = defaultdict(lambda: [0, 0])
    for path in modules().values():
        parts = path.relative_to(PROGRAM).parts
        stage = parts[0] if len(parts) > 1 else "inspector"
        counted[stage][0] += 1
        counted[stage][1] += path.read_text(encoding="utf-8").count("\n")
    return {stage: tuple(pair) for stage, pair in sorted(counted.items())}
