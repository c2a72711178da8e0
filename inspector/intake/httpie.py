"""The parts of an HTTPie command: method, address, options, and its items."""

import json
import re
from typing import NamedTuple

from inspector.intake.results import Unreadable
from inspector.intake.shell import split
from inspector.model.collection import Problem
from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    RequestHeader,
)
from inspector.wording import tr

_METHOD = re.compile(r"^[A-Z]{3,20}$")
_WITH_VALUE = """
    -a --auth -A --auth-type --proxy --verify --timeout --session --session-read-only -o --output
    -p --print --pretty -s --style --cert --cert-key --raw --max-redirects --boundary
    --default-scheme --format-options --response-charset --response-mime --ssl --ciphers
"""
_VALUED = frozenset(_WITH_VALUE.split())


# The longest separator at the earliest place decides (HTTPie manual, Request items).
_ITEM = re.compile(
    r"((?:[^\\:=@]|\\.)*?)(:=@|==@|=@|:@|:=|==|:|=|@)(.*)\Z",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([:=@\\])")


class Items(NamedTuple):
    """What the items say; left_out: those that need a file or are no items."""

    headers: tuple[RequestHeader, ...]
    query: tuple[QueryParam, ...]
    body: Body
    left_out: tuple[str, ...]


def is_item(word: str) -> bool:
    """Whether a word has the form of an item."""
    found = _ITEM.match(word)
    return bool(found and found.group(1))


def items(words: list[str], *, form: bool, raw: str) -> Items:
    """Sort the items by their separators. form: fields make a form, not JSON. raw: the body."""
    headers: list[RequestHeader] = []
    query: list[QueryParam] = []
    fields: list[tuple[str, str, str]] = []
    left_out: list[str] = []
    for word in words:
        found = _ITEM.match(word)
        name, separator, value = found.groups() if found else ("", "", word)
        name = _ESCAPED.sub(r"\1", name)
        if separator == ":":
            headers.append(_header(name, value))
        elif separator == "==":
            query.append(QueryParam(name, value))
        elif separator in ("=", ":=", "@"):
            fields.append((name, separator, value))
        else:
            left_out.append(word)
    body = RawBody(text=raw) if raw else _body(fields, form=form)
    return Items(tuple(headers), tuple(query), body, tuple(left_out))


def _header(name: str, value: str) -> RequestHeader:
    """`Name:` switches a default off, `Name;` is HTTPie's empty value."""
    return RequestHeader(name, value.lstrip(), enabled=bool(value.strip()))


def _body(fields: list[tuple[str, str, str]], *, form: bool) -> Body:
    if not fields:
        return NoBody()
    if any(separator == "@" for _, separator, _ in fields):
        return MultipartBody(fields=tuple(_field(*field) for field in fields))
    if form:
        return FormBody(fields=tuple(FormField(name, value) for name, _, value in fields))
    pairs = (
        f"{json.dumps(name)}: {value if how == ':=' else json.dumps(value, ensure_ascii=False)}"
        for name, how, value in fields
    )
    return JsonBody(text="{" + ", ".join(pairs) + "}")


def _field(name: str, separator: str, value: str) -> FormField:
    if separator != "@":
        return FormField(name, value)
    path, _, kind = value.partition(";type=")
    return FormField(name, file=path, content_type=kind)


# ---------------- The command around its items
class _Parted(NamedTuple):
    flags: dict[str, str]
    words: list[str]


class Typed(NamedTuple):
    """A command as it was typed. method: empty where the body decides. flags: with their values."""

    method: str
    url: str
    given: Items
    flags: dict[str, str]
    variables: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def typed(text: str) -> Typed:
    """Return the parts of a command; raise Unreadable without a URL."""
    found = split(text)
    parted = _parted(list(found.words[1:]))
    if not parted.words:
        raise Unreadable(
            Problem(
                what=tr("The HTTPie command has no URL."), todo=tr("Add the URL to the command.")
            )
        )
    secure = found.words[0] in ("https", "xhs")
    method, url, words = _start_line(parted.words, secure=secure)
    flags = parted.flags
    given = items(words, form="-f" in flags or "--form" in flags, raw=flags.get("--raw", ""))
    method = method or ("GET" if isinstance(given.body, NoBody) else "POST")
    return Typed(method, url, given, flags, found.variables, found.notes)


def _parted(rest: list[str]) -> _Parted:
    flags: dict[str, str] = {}
    words: list[str] = []
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            words.append(word)
        elif word.startswith("--") and equals:
            flags[name] = value
        elif word in _VALUED:
            flags[word] = rest.pop(0) if rest else ""
        elif word[:2] in ("-a", "-A"):
            flags[word[:2]] = word[2:]
        else:
            flags[word] = ""
    return _Parted(flags, words)


def _start_line(words: list[str], *, secure: bool) -> tuple[str, str, list[str]]:
    method = ""
    if len(words) > 1 and _METHOD.match(words[0]) and not is_item(words[0]):
        method, words = words[0], words[1:]
    url = words[0]
    if url.startswith(":"):
        url = f"localhost{url if url[1:2].isdigit() else url[1:]}"
    if "://" not in url and not url.startswith("{{"):
        url = f"{'https' if secure else 'http'}://{url}"
    return method, url, words[1:]
