"""Fills in `{{names}}`; says which are missing, and marks what came from a secret."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from inspector.compose.marked import Marked, Piece
from inspector.compose.scope import Scope
from inspector.model.exchange import Failure
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

NAME = re.compile(r"\{\{\s*([A-Za-z_][\w.\-]*)\s*\}\}")
DEEPEST = 10
VAULT = "vault."  # `{{vault.name}}` is the secret of that name, without an entry in any table


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the variables in a text, in order of first use."""
    return tuple(dict.fromkeys(NAME.findall(text)))


def fill(text: str, scope: Scope, problems: list[Failure] | None = None) -> Marked:
    """Replace every `{{name}}`; what can't be replaced stays, and is added to problems once."""
    if "{{" not in text:
        return Marked.plain(text)
    found: list[Failure] = []
    filled = Marked(_pieces(text, scope, found, ()))
    if problems is not None:
        problems.extend(failure for failure in found if failure not in problems)
    return filled


def _pieces(
    text: str, scope: Scope, problems: list[Failure], within: tuple[str, ...]
) -> Iterable[Piece]:
    at = 0
    for match in NAME.finditer(text):
        yield Piece(text[at : match.start()])
        yield from _value(match, scope, problems, within)
        at = match.end()
    yield Piece(text[at:])


def _value(
    match: re.Match[str], scope: Scope, problems: list[Failure], within: tuple[str, ...]
) -> Iterable[Piece]:
    name = match[1]
    if name in within or len(within) >= DEEPEST:
        problems.append(circular(name))
        return (Piece(match[0]),)
    ref = secret_variable(name, scope)
    if ref is not None:
        secret = scope.revealed(ref)
        if secret:
            return (Piece(secret, secret=True),)
        problems.append(empty_secret_variable(name))
        return (Piece(match[0]),)
    if name in scope.variables:
        return _pieces(scope.variables[name], scope, problems, (*within, name))
    problems.append(unresolved(name))
    return (Piece(match[0]),)


def secret_variable(name: str, scope: Scope) -> SecretRef | None:
    """Return what a variable refers to if it stands for a secret."""
    if name.startswith(VAULT):
        return SecretRef(place="keyring", name=name.removeprefix(VAULT))
    return scope.secret_variables.get(name)


def secret_text(ref: SecretRef, scope: Scope, problems: list[Failure] | None = None) -> str | None:
    """Return what a reference stands for: a filled template, or the resolved secret."""
    if ref.place == "text":
        return fill(ref.name, scope, problems).text
    return scope.revealed(ref)


def secret_refs(request: Request, scope: Scope) -> tuple[SecretRef, ...]:
    """Return the references that must be resolved before this request can be composed."""
    refs: list[SecretRef | None] = [
        *request.credential.references,
        *request.options.proxy_credential.references,
    ]
    refs += variable_secrets(request, scope)
    wanted = (ref for ref in refs if ref is not None and ref.place != "text")
    return tuple(dict.fromkeys(wanted))


def variable_secrets(value: object, scope: Scope) -> tuple[SecretRef, ...]:
    """Return the secrets that are filled into the texts of a record, however deep they lie."""
    found = (secret_variable(name, scope) for name in _used(value, scope))
    return tuple(ref for ref in found if ref is not None)


def _used(value: object, scope: Scope) -> tuple[str, ...]:
    waiting = [name for text in texts_in(value) for name in names_in(text)]
    seen: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = None
            waiting.extend(names_in(scope.variables.get(name, "")))
    return tuple(name for name in seen if secret_variable(name, scope) is not None)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a record; not by way of JSON, which can't hold every text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def unresolved(name: str) -> Failure:
    """Say that nobody gave this variable a value."""
    return Failure(
        stage="compose",
        kind="unresolved-variable",
        message=tr("The variable {{{{{name}}}}} has no value.", name=name),
        detail=name,
    )


def circular(name: str) -> Failure:
    """Say that this variable leads back to itself."""
    return Failure(
        stage="compose",
        kind="unresolved-variable",
        message=tr("The variable {{{{{name}}}}} refers to itself.", name=name),
        detail=name,
    )


def empty_secret_variable(name: str) -> Failure:
    """Say that the secret behind this variable is empty or unknown."""
    return Failure(
        stage="compose",
        kind="empty-secret",
        message=tr("The secret behind {{{{{name}}}}} is empty.", name=name),
        detail=name,
    )
