"""The request as code for JavaScript with axios, in Node.js, where secrets are in variables.

Its addresses have %27 for the quote ' in a query (WHATWG URL), which means the same.
"""

from inspector.export.code.call import Call
from inspector.export.code.javascript_words import basic_of, buffer_of, header_of, literal, text_of
from inspector.export.snippets.curl_bash import is_utf8
from inspector.wording import tr

NAME = "javascript-axios"
ORDER = 8
COMMENT = "//"
# What it would add of its own; false keeps it out.
_ADDED = ("Content-Type",)


def title() -> str:
    """Return what people call it."""
    return tr("JavaScript (axios, Node.js)")


def lacks(call: Call) -> str:
    """Axios has no rounds, writes methods in capitals, and keeps one value a name of a header."""
    if call.login is not None and call.login.scheme != "basic":
        return tr("axios can't answer {scheme} by itself.", scheme=call.login.name)
    if call.repeats:
        return tr("axios keeps one line of each header.")
    if call.method != call.method.upper():
        return tr("axios writes the method {method} in capitals.", method=call.method)
    if not call.options.verify_tls or call.options.ca_file:
        return tr("The code for axios doesn't say which certificates to trust.")
    return ""


def write(call: Call) -> str:
    """Return the code, for a module."""
    rows = [f"method: {literal(call.method)}", f"url: {text_of(call.url)}"]
    pairs = [f"    {literal(name)}: {header_of(value)},\n" for name, value in call.headers]
    if call.login is not None:
        pairs.append(f'    "Authorization": {basic_of(call.login)},\n')
    pairs += [f"    {literal(name)}: false,\n" for name in _ADDED if not call.has(name.lower())]
    rows.append("headers: {\n" + "".join(pairs) + "  }")
    if call.body:
        rows.append(f"data: {buffer_of(call.body, is_text=is_utf8(call))}")
    if not call.options.follow_redirects:
        rows.append("maxRedirects: 0")
    rows += ['responseType: "text"', "validateStatus: () => true"]
    inside = "".join(f"  {row},\n" for row in rows)
    return (
        'import axios from "axios";\n\n'
        f"const response = await axios.request({{\n{inside}}});\n"
        "console.log(response.status, response.data);\n"
    )
