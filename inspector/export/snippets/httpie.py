"""The request as a command of HTTPie, for bash."""

import re

from inspector.export.code.call import Call, Text, joined, plain
from inspector.export.snippets import curl_bash
from inspector.wording import tr

NAME = "httpie"
ORDER = 4
COMMENT = "#"
# HTTPie reads these two as one character, and has no way to say both.
_UNSAYABLE = re.compile(r"\\[\\:=@;]")
_FIRST = ("=", "@")


def title() -> str:
    """Return what people call it."""
    return tr("HTTPie")


def lacks(call: Call) -> str:
    """HTTPie reads a body as text, and backslashes of headers in its own way."""
    values = [piece for _, text in call.headers for piece in text if isinstance(piece, str)]
    if any(_UNSAYABLE.search(value) for value in values):
        return tr("HTTPie can't send a header with a backslash before a sign of its own.")
    if not curl_bash.is_utf8(call):
        return tr("HTTPie can't send bytes that are no text.")
    if call.login is not None and call.login.scheme not in {"basic", "digest"}:
        return tr("HTTPie can't answer {scheme} by itself.", scheme=call.login.name)
    return curl_bash.lacks(call)


def write(call: Call) -> str:
    """Return the command, a row an item."""
    rows: list[tuple[Text, ...]] = [
        (plain("http"), plain("--ignore-stdin"), plain("--print=hb"), *_options(call)),
        (plain(call.method), call.url),
    ]
    if call.login is not None:
        kind = plain(f"--auth-type={call.login.scheme}")
        rows.insert(1, (kind, plain("-a"), call.login.pair))
    if call.body:
        rows.insert(1, (joined(("--raw=", *call.body)),))
    rows += [(_item(name, value),) for name, value in call.headers]
    if call.body and not call.has("content-type"):
        rows.append((plain("Content-Type:"),))
    return " \\\n  ".join(" ".join(map(curl_bash.quote, row)) for row in rows) + "\n"


def _item(name: str, value: Text) -> Text:
    if not value:
        return (f"{name};",)
    first, *rest = value
    if isinstance(first, str) and first.startswith(_FIRST):
        first = f"\\{first}"  # `:=` and `:@` would be items of another kind
    return joined((f"{name}:", first, *rest))


def _options(call: Call) -> tuple[Text, ...]:
    found = ["--path-as-is"]
    found += ["--follow"] if call.options.follow_redirects else []
    found += [] if call.options.verify_tls else ["--verify=no"]
    return tuple(map(plain, found))
