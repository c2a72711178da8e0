"""What a command that stands above its output asked for: its requests as far as it shows them.

Nothing is read from files that the command names: it ran somewhere else.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from inspector.intake.curl import data, headers
from inspector.intake.curl.command import Command
from inspector.intake.curl.login import SCHEMES
from inspector.intake.curl.requesting import absolute, with_query
from inspector.intake.httpie import typed
from inspector.intake.results import Unreadable
from inspector.intake.shell import split
from inspector.model.message import Header, Message
from inspector.model.request import Body, FormBody, JsonBody, RawBody, RequestHeader
from inspector.protocol.media_types import FORM
from inspector.wording import tr

UNSEEN = "***"
"""What stands where only the shell knew the value, or where the text has a mask."""
_CURL = re.compile(r"(?:.*[/\\])?curl(?:\.exe)?$", re.IGNORECASE | re.DOTALL)
_HTTPIE = re.compile(r"\s*(?:https?|xhs?)\s")
_URL = re.compile(r"https?://[^\s'\"]+")
_FROM_THE_SHELL = re.compile(r"\{\{\w+\}\}|\$\(|`")
_MASKED = re.compile(r"\*{3,}|•{3,}|\.{3,}|…|x{6,}", re.IGNORECASE)
# What they send lies in files, or is made anew with the server's help.
_FROM_FILES = frozenset({"netrc", "netrc-optional", "netrc-file", "config", "cookie-jar"})
_MADE_ANEW = frozenset(SCHEMES) - {"basic"}


class Asked(NamedTuple):
    """One request of a command. whole: it sent nothing that the command does not show."""

    message: Message
    whole: bool


def commanded(command: str) -> tuple[Asked, ...]:
    """Return the requests of a command; of one that can't be read only the address."""
    try:
        if _HTTPIE.match(command):
            return (_of_httpie(command),)
        made = tuple(_of_curl(split(command).words))
    except Unreadable:
        made = ()
    if made:
        return made
    found = _URL.search(command)
    return (Asked(Message(method="GET", url=found.group()), whole=False),) if found else ()


def _of_curl(words: tuple[str, ...]) -> Iterator[Asked]:
    """Yield a message for each address of each part between `--next`."""
    start = next((at for at, word in enumerate(words, 1) if _CURL.match(word)), len(words))
    part: list[str] = []
    for word in (*words[start:], "--next"):
        if word not in {"--next", "-:"}:
            part.append(word)
            continue
        command = Command(tuple(part))
        whole = _without_files(command)
        for url in tuple(command.urls):
            command.urls = [url]
            yield Asked(_by_curl(command), whole)
        part = []


def _by_curl(command: Command) -> Message:
    rows = headers.rows(command, [])
    kinds = [row.value for row in rows if row.name.lower() == "content-type" and row.enabled]
    content = data.content(command, kinds[0] if kinds else "")
    url, from_url = _parted(with_query(absolute(command), [content.query, *data.query_of(command)]))
    login = command.value("user") or from_url
    token = command.value("oauth2-bearer")
    given = f"Bearer {token}" if token else (_basic(login) if login else "")
    anew = command.has(*_MADE_ANEW)
    method = command.value("request") or content.method
    return _message(method, url, rows, content.body, "" if anew else given)


def _parted(url: str) -> tuple[str, str]:
    """Return the address without `user:password@`, and these two."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    return (f"{scheme}{mark}{host}{slash}{path}", user) if at else (url, "")


def _without_files(command: Command) -> bool:
    """Drop what would be read from files; return whether there was nothing of it."""
    kept = [one for one in command.given if not _is_of_a_file(one.name, one.value)]
    whole = len(kept) == len(command.given) and not command.has(*_MADE_ANEW)
    command.given = kept
    return whole


def _is_of_a_file(name: str, value: str) -> bool:
    if name in _FROM_FILES or name.startswith("httpsig") or name == "upload-file":
        return True
    if name == "cookie":
        return "=" not in value
    named = name in {"header", "json"} or name.startswith("data")
    return named and (value.startswith("@") or (name == "data-urlencode" and "@" in value))


def _of_httpie(command: str) -> Asked:
    made = typed(command)
    url, from_url = _parted(made.url)
    for row in made.given.query:
        url = with_query(url, [f"{row.name}={row.value}"])
    login = made.flags.get("-a") or made.flags.get("--auth") or from_url
    kind = (made.flags.get("-A") or made.flags.get("--auth-type") or "basic").lower()
    ways = {"basic": _basic, "bearer": "Bearer {}".format}
    given = ways[kind](login) if login and kind in ways else ""
    message = _message(made.method, url, made.given.headers, made.given.body, given)
    whole = "--session" not in made.flags and kind in ways
    return Asked(message, whole)


def _message(
    method: str, url: str, rows: Iterable[RequestHeader], body: Body, login: str
) -> Message:
    """Return what was sent. login: the value of Authorization that an option stands for."""
    lines = [_shown(row.name, row.value) for row in rows if row.enabled]
    named = {line.name.lower() for line in lines}
    if login and "authorization" not in named:
        lines.append(_shown("Authorization", login))
    content, kind = _content(body)
    if kind and "content-type" not in named:
        lines.append(Header("Content-Type", kind))
    return Message(
        method=method,
        url=_FROM_THE_SHELL.sub(UNSEEN, url),
        headers=tuple(lines),
        body=content,
        body_size=len(content),
    )


def _shown(name: str, value: str) -> Header:
    """Return a line; what the shell filled in is blanked out, its scheme word is kept."""
    if not _FROM_THE_SHELL.search(value):
        return Header(name, value)
    word, space, _ = value.partition(" ")
    plain = space and not _FROM_THE_SHELL.search(word)
    return Header(name, f"{word} {UNSEEN}" if plain else UNSEEN)


def _basic(login: str) -> str:
    if ":" not in login or _FROM_THE_SHELL.search(login) or _MASKED.search(login):
        return f"Basic {UNSEEN}"
    return f"Basic {base64.b64encode(login.encode('utf-8', 'surrogateescape')).decode()}"


def _content(body: Body) -> tuple[bytes, str]:
    if isinstance(body, JsonBody):
        return body.text.encode("utf-8", "surrogateescape"), "application/json"
    if isinstance(body, RawBody):
        return body.text.encode("utf-8", "surrogateescape"), body.content_type
    if isinstance(body, FormBody):
        text = "&".join(f"{each.name}={each.value}" for each in body.fields)
        return text.encode("utf-8", "surrogateescape"), FORM
    return b"", ""


# ---------------- A shown request lacks what the tool does not print
def with_its_body(shown: Message, asked: Message) -> Message:
    """Return the shown request with the body that its command gave, where none was printed."""
    same = shown.method == asked.method and not shown.body
    if not same or not asked.body:
        return shown
    return msgspec.structs.replace(shown, body=asked.body, body_size=len(asked.body))


def unread(line: int) -> str:
    """Return in a sentence that a command's output tells nothing."""
    return tr(
        "What the command in line {line} printed can't be read: it shows no status line.",
        line=str(line),
    )
