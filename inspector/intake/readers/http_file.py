"""Reads a `.http` file of REST Client (Visual Studio Code) and of JetBrains' HTTP Client.

Several requests stand in one file, divided by `###`, with variables of the file (`@name = value`).
Source: the formats as their makers describe them; what only their programs can do (scripts,
values of an earlier reply) is named in a note.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from inspector.intake.authorization_shorthands import shorthand
from inspector.intake.collections.taking import MADE_ANEW, Taking
from inspector.intake.composing import taken_from, without_user
from inspector.intake.results import Reading, Unreadable
from inspector.intake.text import plain
from inspector.model.collection import Collection, Problem
from inspector.model.credential import Credential
from inspector.model.request import (
    Body,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    NoBody,
    Options,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.protocol.media_types import family
from inspector.wording import tr, tr_n

NAME = "http-file"
SUFFIXES = (".http", ".rest")
_DIVIDER = re.compile(r"^###(?!#)[ \t]*(.*)$", re.MULTILINE)
_REQUEST = re.compile(
    r"(?:([A-Z]{3,20})[ \t]+)?((?:https?://|\{\{|/)\S|[\w.-]{1,200}\.[a-z]{2,}|localhost)"
)
_VERSION = re.compile(r"HTTP/\d(?:\.\d)?")
_VARIABLE = re.compile(r"@([A-Za-z_][\w.-]*)[ \t]*=(.*)")
_TAG = re.compile(r"(?:#|//)[ \t]*@([\w-]+)(.*)")
_COMMENT = re.compile(r"#|//")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)")
_FILE = re.compile(r"<@?\w*[ \t]+(\S.*)")
_SCRIPT = re.compile(r"[<>][ \t]*\{%")
# A script of httpyac, up to a line `}}`.
_SCRIPT_ALONE = re.compile(r"[ \t]*\{\{(?:[@+][\w.]{0,40})?[ \t]*\Z")
# A file that a reply is held against or written to, or one with a script.
_REPLY_FILE = re.compile(r"(?:<>|>>!?)[ \t]+\S|>[ \t]+\S+\.js\s*\Z")
_OWN_VALUE = re.compile(
    r"\{\{ *(\$[A-Za-z][^{}]{0,200}|[\w-]{1,80}\.(?:request|response)\.[^{}]{1,200})\}\}"
)
_FROM_SYSTEM = re.compile(r"\{\{ *\$processEnv +([A-Za-z_]\w*) *\}\}")
_LOOKED_AT = 65_536  # characters


class _Block(NamedTuple):
    """What stands between two dividers: what is said of a request, and its lines.

    scripts: whether scripts stood there too, which are left out.
    """

    title: str
    tags: dict[str, str]
    lines: list[str]
    scripts: bool


def title() -> str:
    """Return what it is called."""
    return tr(".http file")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A .http file: its requests are taken in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is such a file; one plain request is HTTP text."""
    text = _text(data[:_LOOKED_AT])
    marked = bool(_DIVIDER.search(text)) or any(
        _VARIABLE.match(line) or _TAG.match(line) for line in text.split("\n")
    )
    if not marked:
        return 0.0
    blocks = [block for block in _blocks(text)[0] if block.lines]
    return 0.98 if blocks and all(_request_line(block.lines[0]) for block in blocks) else 0.0


def read(data: bytes) -> Reading:
    """Return the collection; a file with one request and no variables gives that request."""
    blocks, variables = _blocks(_text(data))
    reader = _Reader(variables)
    requests = tuple(
        made for block in blocks if block.lines if (made := reader.request(block)) is not None
    )
    if not requests:
        raise Unreadable(_nothing())
    notes, secrets = tuple(reader.notes()), reader.pocket.secrets
    if len(requests) == 1 and not reader.variables:
        return Reading(kind=NAME, request=requests[0], secrets=secrets, notes=notes)
    collection = Collection(
        name=tr("Requests of a .http file"), variables=reader.variables, requests=requests
    )
    return Reading(kind=NAME, collection=collection, secrets=secrets, notes=notes)


def _text(data: bytes) -> str:
    return plain(data).decode("utf-8", "replace").replace("\r\n", "\n")


def _blocks(text: str) -> tuple[list[_Block], dict[str, str]]:
    """Return the blocks, and the variables of the whole file."""
    variables: dict[str, str] = {}
    text = _without_remarks(text)
    found = list(_DIVIDER.finditer(text))
    starts = [(0, ""), *((each.end(), each[1].strip()) for each in found)]
    ends = [*(each.start() for each in found), len(text)]
    blocks = [
        _block(title, text[start:end], variables)
        for (start, title), end in zip(starts, ends, strict=True)
    ]
    return blocks, variables


def _without_remarks(text: str) -> str:
    """Return a file without httpyac's remarks (`/* … */`), which stand on lines of their own."""
    if "\n/*" not in text and not text.startswith("/*"):
        return text
    kept: list[str] = []
    waiting: list[str] = []
    for line in text.split("\n"):
        if not waiting and not line.startswith("/*"):
            kept.append(line)
            continue
        waiting.append(line)
        if line.rstrip().endswith("*/"):
            waiting = []
    return "\n".join([*kept, *waiting])  # one that never ends is none


def _block(title: str, text: str, variables: dict[str, str]) -> _Block:
    """Part a block: variables, tags and comments stand before the request line."""
    tags: dict[str, str] = {}
    every = text.split("\n")
    lines = list(_without_scripts(every))
    scripts = len(lines) < len(every)
    while lines:
        line = lines[0].strip()
        tag, variable = _TAG.match(line), _VARIABLE.match(line)
        if variable:
            variables[variable[1]] = variable[2].strip()
        elif tag:
            tags[tag[1].lower()] = tag[2].strip()
        elif line and not _COMMENT.match(line):
            break
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return _Block(title, tags, lines, scripts)


def _without_scripts(lines: list[str]) -> Iterator[str]:
    """Yield the lines that belong to the request itself."""
    end = ""
    for line in lines:
        if end == "}}":
            end = "" if line.strip().startswith("}}") else end
        elif end or _SCRIPT.match(line):
            end = "" if line.rstrip().endswith("%}") else "%}"
        elif _SCRIPT_ALONE.match(line):
            end = "}}"
        elif not _REPLY_FILE.match(line):
            yield line


def _request_line(line: str) -> tuple[str, str] | None:
    """Return method and URL, None where the line is no request line; the version is ours."""
    line = line.strip()
    before, _, last = line.rpartition(" ")
    if before and _VERSION.fullmatch(last):
        line = before.rstrip()
    found = _REQUEST.match(line)
    return (found[1] or "GET", line[found.start(2) :]) if found else None


class _Reader:
    """Makes the requests of one file; what could not be read is counted for the notes."""

    def __init__(self, variables: dict[str, str]) -> None:
        self._taking = Taking()
        self.pocket = self._taking.pocket
        self._system: set[str] = set()
        self._own_values: dict[str, None] = {}
        self._scripts = self._prompts = self._unread = 0
        filled = {name: self._known(value) for name, value in variables.items()}
        named: dict[str, str | SecretRef] = {**filled}
        self._variables = named

    @property
    def variables(self) -> dict[str, str | SecretRef]:
        """The file's variables, and those of the operating system that it uses."""
        system = {name: SecretRef(place="environment", name=name) for name in sorted(self._system)}
        return {**self._variables, **system}

    def request(self, block: _Block) -> Request | None:
        """Return the request of a block, None where its first line is none."""
        found = _request_line(self._known(block.lines[0]))
        if found is None:
            self._unread += 1
            return None
        method, url = found
        self._prompts += "prompt" in block.tags
        self._scripts += block.scripts
        rest = block.lines[1:]
        url += self._query(rest)
        rows = self._headers(rest)
        url = _with_host(url, rows)
        credential, rows = self._credential(rows)
        url, from_url = without_user(url, self.pocket)
        return Request(
            name=block.tags.get("name") or block.title or _named(method, url),
            method=method,
            url=url,
            headers=tuple(rows),
            body=self._body(rest, rows),
            credential=credential if credential.is_given else from_url,
            options=_options(block.tags),
            description=block.tags.get("note", "") or block.tags.get("description", ""),
        )

    def notes(self) -> Iterator[str]:
        """Yield what was left out, one sentence each."""
        if self._unread:
            yield tr_n(
                "{count} part of the file is no request and was left out.",
                "{count} parts of the file are no requests and were left out.",
                self._unread,
            )
        if self._scripts:
            yield tr("Scripts and what is done with a reply were left out.")
        if self._prompts:
            yield tr("What the file asks for when it is sent must be set as a variable.")
        yield from (loss.what for loss in self._taking.losses)
        if self._own_values:
            yield tr(
                "These are not filled in here, so put values in their place: {names}.",
                names=", ".join(self._own_values),
            )

    def _known(self, text: str) -> str:
        """Name a variable of the operating system as ours; remember what we can't fill in."""
        self._system.update(found[1] for found in _FROM_SYSTEM.finditer(text))
        text = _FROM_SYSTEM.sub(lambda found: f"{{{{{found[1]}}}}}", text)
        text = _OWN_VALUE.sub(_made_anew, text)
        self._own_values.update(
            dict.fromkeys(found[1].strip() for found in _OWN_VALUE.finditer(text))
        )
        return text

    def _query(self, rest: list[str]) -> str:
        """Take the lines that go on with the query: `    ?page=2`, `    &sort=asc`."""
        parts = []
        while rest and rest[0][:1] in " \t" and rest[0].strip()[:1] in {"?", "&"}:
            parts.append(self._known(rest.pop(0).strip()))
        return "".join(parts)

    def _headers(self, rest: list[str]) -> list[RequestHeader]:
        rows = []
        while rest and rest[0].strip():
            line = self._known(rest.pop(0).strip())
            header = _HEADER.match(line)
            if header and not _COMMENT.match(line):
                rows.append(RequestHeader(header[1], header[2].strip()))
        return rows

    def _credential(self, rows: list[RequestHeader]) -> tuple[Credential, list[RequestHeader]]:
        """Take the credential out, also one that is written in a shorthand."""
        for index, row in enumerate(rows):
            if row.name.lower() == "authorization":
                short = shorthand(self._taking, row.value, self._variables)
                if short is not None:
                    return short, rows[:index] + rows[index + 1 :]
        return taken_from(rows, self.pocket)

    def _body(self, rest: list[str], rows: list[RequestHeader]) -> Body:
        text = self._known("\n".join(rest[1:])).strip("\n")
        if not text.strip():
            return NoBody()
        file = _FILE.match(text)
        if file and "\n" not in text.strip():
            return FileBody(path=file[1].strip())
        kind = next((row.value for row in rows if row.name.lower() == "content-type"), "")
        if family(kind) == "json":
            return JsonBody(text=text)
        if family(kind) == "form":
            return _form(text)
        return RawBody(text=text)


def _made_anew(found: re.Match[str]) -> str:
    """Return a value that is made anew here as well; `{{random}}` is one below a million."""
    name, _, range_ = found[1].strip().removeprefix("$").partition(" ")
    known = "" if range_.strip() not in {"", "0 1000000"} else MADE_ANEW.get(name, "")
    return known or found[0]


def _form(text: str) -> FormBody | RawBody:
    """Read a form that may be broken into lines, each beginning with `&`."""
    pairs = [part for part in "".join(map(str.strip, text.split("\n"))).split("&") if part]
    if any("%" in pair or "+" in pair or "=" not in pair for pair in pairs):
        return RawBody(text="&".join(pairs))  # encoded already: sent as it is
    parted = (pair.partition("=") for pair in pairs)
    return FormBody(fields=tuple(FormField(name, value) for name, _, value in parted))


def _with_host(url: str, rows: list[RequestHeader]) -> str:
    """Put the host of the Host header before a path alone; the header is made when sending."""
    host = next((row for row in rows if row.name.lower() == "host"), None)
    if host is None or not url.startswith("/"):
        return url
    rows.remove(host)
    scheme = "https" if host.value.endswith(":443") else "http"
    return f"{scheme}://{host.value}{url}"


def _named(method: str, url: str) -> str:
    """Return a name for a request that has none: its method and path, never its query."""
    path = re.sub(r"^(?:[a-z]+://)?[^/?#]*", "", url.partition("?")[0].partition("#")[0])
    return f"{method} {path or '/'}"


def _options(tags: dict[str, str]) -> Options:
    return msgspec.structs.replace(
        Options(),
        follow_redirects="no-redirect" not in tags,
        use_cookies="no-cookie-jar" not in tags,
    )


def _nothing() -> Problem:
    return Problem(
        what=tr("There is no request in this .http file."),
        todo=tr(
            "A request begins with a line such as GET https://api.example.com/v1, a reply with one "
            "such as HTTP/1.1 401 Unauthorized."
        ),
    )
