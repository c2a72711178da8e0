"""The request as code for Python with httpx."""

import re

from inspector.export.code.call import Call, Text
from inspector.export.code.python_words import bytes_of, imports, text_of
from inspector.wording import tr

NAME = "python-httpx"
ORDER = 5
COMMENT = "#"
_BASE = re.compile(r"[a-z]{1,9}://[^/?#]*")
_LOGINS = {"basic": "BasicAuth", "digest": "DigestAuth"}
_ENCODED = re.compile(r"""['"<>`{}|^\\\\]""")


def title() -> str:
    """Return what people call it."""
    return tr("Python (httpx)")


def lacks(call: Call) -> str:
    """Httpx has logins of its own for some schemes only."""
    if call.login is not None and call.login.scheme not in _LOGINS:
        return tr("httpx can't answer {scheme} by itself.", scheme=call.login.name)
    return ""


def write(call: Call) -> str:
    """Return the code; a list of headers, because one may have several lines."""
    rows = [text_of((call.method,)), text_of(call.url), *_headers(call)]
    if call.body:
        rows.append(f"content={bytes_of(call.body)}")
    if call.login is not None:
        kind = _LOGINS[call.login.scheme]
        user, password = bytes_of(call.login.user), bytes_of(call.login.pair[-1:])
        rows.append(f"auth=httpx.{kind}({user}, {password})")
    if call.options.follow_redirects:
        rows.append("follow_redirects=True")
    opened, trust = "httpx.request", _trust(call)
    if target := _target(call):
        rows.append(f'extensions={{"target": {bytes_of(target)}}}')
        opened, trust = f"httpx.Client({trust}).request", ""
    inside = "".join(f"    {row},\n" for row in (*rows, trust) if row)
    return (
        imports(call, "httpx")
        + f"response = {opened}(\n{inside})\nprint(response.status_code, response.text)\n"
    )


def _headers(call: Call) -> list[str]:
    pairs = [f"        ({bytes_of((name,))}, {bytes_of(value)}),\n" for name, value in call.headers]
    return ["headers=[\n" + "".join(pairs) + "    ]"] if pairs else []


def _trust(call: Call) -> str:
    if not call.options.verify_tls:
        return "verify=False"
    return f"verify={call.options.ca_file!r}" if call.options.ca_file else ""


def _target(call: Call) -> Text:
    """Return path and query where httpx would encode signs of them that are sent as they are."""
    lead, *rest = call.url
    assert isinstance(lead, str)  # noqa: S101 - an address begins with its scheme
    base = _BASE.match(lead)
    written = "".join(piece for piece in call.url if isinstance(piece, str))
    if base is None or not _ENCODED.search(written):
        return ()
    return tuple(piece for piece in (lead[base.end() :], *rest) if piece)
