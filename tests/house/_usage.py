"""What of the program nothing in the program refers to: names, members of classes, parameters.

Only references in the syntax trees count: a name, an attribute, "module:Class" of a registry, what
`getattr` and its like are given. Words in texts do not.
"""

import ast
import functools
import importlib
import re
from collections import Counter, defaultdict
from fnmatch import fnmatchcase

from tests.house import _program as house

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Members that somebody finds by a name made at run time: there, a text that is the name counts.
BY_NAME = {
    "inspector.gui.theme.palette.Tokens",  # colour() and the style sheet
    "inspector.model.kinds.oauth.Endpoints",  # by the kind of an endpoint
    "inspector.workbench.token_verbs.TokenVerbs",  # by the verb of a command
}
# Modules all of whose fields are read as a whole: they are written as JSON.
WRITTEN_WHOLE = {"inspector.export.shapes"}
# oauthlib reads these.
READ_BY_OTHERS = {"inspector.protocol.signatures.oauth1.Keys"}
# Parameters by which tests hold the time, and nobody else need.
CLOCKS = {"now", "clock", "sleep"}
_LATE = {"getattr", "hasattr", "setattr", "attrgetter", "methodcaller"}


def references(top):
    """Yield each name that a tree refers to."""
    for node in house.nodes(top):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.MatchClass):
            yield from node.kwd_attrs
        elif isinstance(node, ast.Call) and _name(node.func) in _LATE:
            yield from (part for text in map(_text, node.args) for part in text.split("."))
        elif found := re.fullmatch(r"inspector[\w.]*:(\w+)", _text(node)):
            yield found[1]
        for written in _annotations(node):
            yield from re.findall(r"[A-Za-z_]\w*", written)


def _text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _annotations(node):
    """Yield the types that are written as texts; `cast` has one in its first place."""
    if isinstance(node, ast.arg | ast.AnnAssign):
        yield from map(_text, ast.walk(node.annotation)) if node.annotation else ()
    elif isinstance(node, FUNCTIONS) and node.returns:
        yield from map(_text, ast.walk(node.returns))
    elif isinstance(node, ast.Call) and _name(node.func) == "cast":
        yield _text(node.args[0])
    elif isinstance(node, ast.Subscript):
        yield from (text for text in map(_text, ast.walk(node.slice)) if text.isidentifier())


@functools.cache
def _uses():
    """Return {module: {name: how often it refers to it}}."""
    return {name: Counter(references(house.tree(path))) for name, path in house.modules().items()}


@functools.cache
def _users():
    """Return {name: how many modules refer to it}."""
    return Counter(name for used in _uses().values() for name in used)


def _is_used(module, own, node):
    here = _uses()[module][own]
    return _users()[own] > bool(here) or here > Counter(references(node))[own]


@functools.cache
def _texts():
    """Return the texts of the program that could be names, f-strings as patterns."""
    found = set()
    for path in house.modules().values():
        for node in house.nodes(house.tree(path)):
            if isinstance(node, ast.JoinedStr):
                found.add("".join(_text(part) or "*" for part in node.values))
            elif _text(node).isidentifier():
                found.add(_text(node))
    return found - {"*"}


def _is_named(name):
    return any(fnmatchcase(name, text) for text in _texts())


def _members(body, prefix=""):
    """Yield (dotted name, its node, whether it is a member of a class) of all that is defined."""
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield prefix + node.name, node, bool(prefix)
            if isinstance(node, ast.ClassDef):
                yield from _members(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            aims = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = (each for aim in aims for each in ast.walk(aim) if _is_set(each))
            yield from ((prefix + each.id, node, bool(prefix)) for each in named)


def unused():
    """Return `module.name` of what nothing in the program refers to but itself."""
    return sorted(
        f"{module}.{dotted}"
        for module, path in house.modules().items()
        for dotted, node, is_member in _members(house.tree(path).body)
        if not re.fullmatch(r"__\w+__|_\w+_|_", own := dotted.rpartition(".")[2])
        and not _is_used(module, own, node)
        and not (is_member and _is_excused(module, dotted))
    )


def _is_excused(module, dotted):
    owner, _, own = dotted.rpartition(".")
    whole = f"{module}.{owner}"
    if module in WRITTEN_WHOLE or whole in READ_BY_OTHERS:
        return True
    return (whole in BY_NAME and _is_named(own)) or _is_of_a_library(module, owner, own)


def _is_of_a_library(module, owner, own):
    """Whether a base class that is not ours, Qt's most often, has it and therefore calls it."""
    made = functools.reduce(getattr, owner.split("."), importlib.import_module(module))
    strange = (base for base in made.__mro__ if not base.__module__.startswith("inspector"))
    return any(own in vars(base) for base in strange)


def _calls():
    """Return {name: its calls} and how often each name is handed on without a call."""
    called, handed = defaultdict(list), Counter()
    for path in house.modules().values():
        heads = set()
        for node in house.nodes(house.tree(path)):
            if isinstance(node, ast.Call):
                heads.add(id(node.func))
                called[_name(node.func)].append(node)
        handed.update(
            _name(node)
            for node in house.nodes(house.tree(path))
            if isinstance(node, ast.Name | ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and id(node) not in heads
        )
    return called, handed


def unpassed():
    """Return `module.function(parameter)` of what has a default and is given by no caller.

    What is handed on as a value may be called by anybody, and is left out.
    """
    called, handed = _calls()
    return sorted(
        f"{module}.{dotted}({name})"
        for module, path in house.modules().items()
        for dotted, node, is_member in _members(house.tree(path).body)
        if isinstance(node, FUNCTIONS) and not handed[node.name] and called[node.name]
        for at, name in _optional(node, is_member)
        if name not in CLOCKS
        and not any(_passes(call, at, name) for call in called[node.name])
        and not (is_member and _is_excused(module, dotted))
    )


def _optional(node, is_member):
    """Yield (place, name) of the parameters that have a default; no place: by name only."""
    is_static = any(_name(each) == "staticmethod" for each in node.decorator_list)
    plain = [*node.args.posonlyargs, *node.args.args]
    for at, one in enumerate(plain[-len(node.args.defaults) :] if node.args.defaults else []):
        before = len(plain) - len(node.args.defaults)
        yield before + at - (is_member and not is_static), one.arg
    for one, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        if default is not None:
            yield None, one.arg


def _passes(call, at, name):
    if any(word.arg in {name, None} for word in call.keywords):
        return True
    is_open = any(isinstance(arg, ast.Starred) for arg in call.args)
    return at is not None and (is_open or len(call.args) > at)


def unused_privately():
    """Return {module: private names at its top that it does not use itself}."""
    found = {}
    for module, path in house.modules().items():
        uses = _uses()[module]
        named = {
            dotted: node for dotted, node, member in _members(house.tree(path).body) if not member
        }
        found[module] = [
            name
            for name, node in named.items()
            if re.match(r"_[^_]", name) and uses[name] <= Counter(references(node))[name]
        ]
    return {module: names for module, names in found.items() if names}


def _is_set(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
