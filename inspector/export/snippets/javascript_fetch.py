"""The request as code for JavaScript with fetch, in Node.js, where secrets are in variables.

Its addresses have %27 for the quote ' in a query (WHATWG URL), which means the same.
"""

from inspector.export.code.call import Call
from inspector.export.code.javascript_words import basic_of, buffer_of, header_of, literal, text_of
from inspector.export.snippets.curl_bash import is_utf8
from inspector.protocol.methods import FETCHING
from inspector.wording import tr

NAME = "javascript-fetch"
ORDER = 7
COMMENT = "//"
_FORBIDDEN = ("CONNECT", "TRACE", "TRACK")
# fetch writes these in capitals, whatever was asked for.
_CAPITALS = ("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT")


def title() -> str:
    """Return what people call it."""
    return tr("JavaScript (fetch, Node.js)")


def lacks(call: Call) -> str:
    """Fetch has no rounds, no repeated headers, and no body with GET."""
    if call.login is not None and call.login.scheme != "basic":
        return tr("fetch can't answer {scheme} by itself.", scheme=call.login.name)
    if call.repeats:
        return tr("fetch joins the lines of one header.")
    if call.has("host"):
        return tr("fetch can't send another Host header.")
    return _method(call) or _trust(call)


def _method(call: Call) -> str:
    changed = call.method.upper() in _CAPITALS and call.method not in _CAPITALS
    if changed or call.method.upper() in _FORBIDDEN:
        return tr("fetch can't send the method {method}.", method=call.method)
    if call.body and call.method in FETCHING:
        return tr("fetch can't send a body with {method}.", method=call.method)
    return ""


def _trust(call: Call) -> str:
    if not call.options.verify_tls or call.options.ca_file:
        return tr("fetch can't be told which certificates to trust.")
    return ""


def write(call: Call) -> str:
    """Return the code, for a module."""
    rows = [f"method: {literal(call.method)}"]
    pairs = [f"    [{literal(name)}, {header_of(value)}],\n" for name, value in call.headers]
    if call.login is not None:
        pairs.append(f'    ["Authorization", {basic_of(call.login)}],\n')
    if pairs:
        rows.append("headers: [\n" + "".join(pairs) + "  ]")
    if call.body:
        rows.append(f"body: {buffer_of(call.body, is_text=is_utf8(call))}")
    if not call.options.follow_redirects:
        rows.append('redirect: "manual"')
    inside = "".join(f"  {row},\n" for row in rows)
    return (
        f"const response = await fetch({text_of(call.url)}, {{\n{inside}}});\n"
        "console.log(response.status, await response.text());\n"
    )
