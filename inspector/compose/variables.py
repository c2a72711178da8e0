"""Fills in `{{names}}`; says which are missing, and marks what came from a secret.

A name that nobody gave a value may be one that is made anew for each send (`model/moments.py`).
"""

import re
import time
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from inspector.compose.marked import Marked, Piece
from inspector.compose.scope import Scope
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.moments import with_moments
from inspector.model.request import Request
from inspector.model.secret import SecretRef, references
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
        yield Piece(_made_anew(text[at : match.start()]))
        yield from _value(match, scope, problems, within)
        at = match.end()
    yield Piece(_made_anew(text[at:]))


def _made_anew(text: str) -> str:
    return with_moments(text, time.time()) if "{{" in text else text


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
    made = _made_anew(match[0])
    if made == match[0]:
        problems.append(unresolved(name))
    return (Piece(made),)


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
    """Return the references that must be resolved before this request can be composed.

    Scripts and examples are kept to be read, so what they name is not needed.
    """
    refs: list[SecretRef | None] = [
        *request.credential.references,
        *references(request.also),
        *request.options.proxy_credential.references,
        *references(request.options.client_passphrase),
    ]
    refs += variable_secrets(msgspec.structs.replace(request, scripts=(), examples=()), scope)
    wanted = (ref for ref in refs if ref is not None and ref.place != "text")
    return tuple(dict.fromkeys(wanted))


def variable_secrets(value: object, scope: Scope) -> tuple[SecretRef, ...]:
    """Return the secrets that are filled into the texts of a record, however deep they lie."""
    found = (secret_variable(name, scope) for name in _used(value, scope))
    return tuple(ref for ref in found if ref is not None)


def _used(value: object, scope: Scope) -> tuple[str, ...]:
    waiting = [name for text in texts_in(value) if "{{" in text for name in names_in(text)]
    seen: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = None
            waiting.extend(names_in(scope.variables.get(name, "")))
    return tuple(name for name in seen if secret_variable(name, scope) is not None)


def texts_in(value: object) -> list[str]:
    """Return every text in a record; not by way of JSON, which can't hold every text."""
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[str]) -> None:
    """Add the texts in a value (for each send, so fast); most values are told by their type."""
    kind = type(value)
    if kind is str:
        found.append(value)  # type: ignore[arg-type] # told by its type
    elif kind in _WITHOUT_TEXT:
        return
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, found)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            _gather(getattr(value, name), found)
    elif isinstance(value, str):
        found.append(value)


_WITHOUT_TEXT = frozenset({bool, int, float, bytes, type(None)})


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


# ---------------- Variables whose braces were not closed
KIND = "unclosed-variable"
_BEGUN = re.compile(r"\{\{[ \t]{0,9}([A-Za-z_][\w.\-]{0,80})[ \t]{0,9}\}?")
_LINE = re.compile(r"[\r\n]|\{\{")


class Unclosed(NamedTuple):
    """A variable's name, and the part of the text that it was begun in."""

    name: str
    start: int
    end: int


class Place(NamedTuple):
    """A text of a request. area, name: its field, as fixes name it. where: in words."""

    area: Literal["url", "query", "headers", "credential", "body", "options"]
    name: str
    where: str
    text: str


def unclosed(text: str) -> tuple[Unclosed, ...]:
    """Return what was begun and not closed before the next one or the end of the line.

    What is closed and no name (`{{a b}}`, `{{#each}}`) is somebody else's text.
    """
    return tuple(_unclosed(text)) if "{{" in text else ()


def _unclosed(text: str) -> Iterator[Unclosed]:
    for found in _BEGUN.finditer(text):
        end = _LINE.search(text, found.end(1))
        rest = text[found.end(1) : end.start() if end else len(text)]
        if "}}" not in rest:
            yield Unclosed(found[1], found.start(), found.end())


def only_begun(text: str) -> bool:
    """Whether a text is a variable that was not closed and nothing else."""
    return any(one.start == 0 and one.end == len(text.strip()) for one in unclosed(text.strip()))


def message_of(name: str, where: str = "") -> str:
    """Return the sentence about one; where: in words."""
    if where:
        return tr(
            "{{{{{name} is not closed in {where}: write {{{{{name}}}}}.", name=name, where=where
        )
    return tr("{{{{{name} is not closed: write {{{{{name}}}}}.", name=name)


def unclosed_in(
    request: Request, scope: Scope, credentials: tuple[Credential, ...]
) -> tuple[Failure, ...]:
    """Return what stops the send. credentials: those of the request that are sent."""
    found = unclosed_places(request, scope, credentials)
    return tuple(
        Failure(stage="compose", kind=KIND, message=message_of(name, place.where), detail=name)
        for name, place in found
    )


def unclosed_places(
    request: Request, scope: Scope, credentials: tuple[Credential, ...] | None = None
) -> tuple[tuple[str, Place], ...]:
    """Return each variable that was not closed, with the text it stands in.

    A body may hold any text: there only names that have a value are taken for variables.
    credentials: those to look into, None for all.
    """
    sent = (request.credential, *request.also) if credentials is None else credentials
    return tuple(
        (one.name, place)
        for place in _places(request, sent)
        for one in unclosed(place.text)
        if place.area != "body" or _is_known(one.name, scope)
    )


def _is_known(name: str, scope: Scope) -> bool:
    is_variable = name in scope.variables or name in scope.secret_variables
    return is_variable or name.startswith(VAULT)


def _places(request: Request, credentials: tuple[Credential, ...]) -> Iterator[Place]:
    yield Place("url", "", tr("the address"), request.url)
    for row in request.query:
        where = tr("the parameter {name}", name=row.name)
        for text in (row.name, row.value) if row.enabled else ():
            yield Place("query", row.name, where, text)
    for header in request.headers:
        where = tr("the header {name}", name=header.name)
        for text in (header.name, header.value) if header.enabled else ():
            yield Place("headers", header.name, where, text)
    for name, text in (pair for credential in credentials for pair in _fields(credential)):
        yield Place("credential", name, tr("the credential"), text)
    for text in texts_in(request.body):
        yield Place("body", "", tr("the body"), text)
    for name, text in _fields(request.options):
        yield Place("options", name, tr("the options"), text)


def _fields(record: msgspec.Struct) -> Iterator[tuple[str, str]]:
    for name in record.__struct_fields__:
        for text in texts_in(getattr(record, name)):
            yield name, text


def closed(text: str) -> str:
    """Return the text with what was begun closed."""
    for one in reversed(unclosed(text)):
        text = f"{text[: one.start]}{{{{{one.name}}}}}{text[one.end :]}"
    return text
