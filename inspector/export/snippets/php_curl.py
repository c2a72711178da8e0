"""The request as code for PHP with its cURL extension."""

import re

from inspector.export.code.call import Call, Text, Variable, joined, plain
from inspector.export.code.curl_words import header_line
from inspector.wording import tr

NAME = "php"
ORDER = 12
COMMENT = "//"
OPENING = "<?php\n"
SIGNS = ("aws-sigv4",)
_SCHEMES = {
    "basic": "CURLAUTH_BASIC",
    "digest": "CURLAUTH_DIGEST",
    "ntlm": "CURLAUTH_NTLM",
    "negotiate": "CURLAUTH_NEGOTIATE",
}
_VERSIONS = {"1.0": "CURL_HTTP_VERSION_1_0", "1.1": "CURL_HTTP_VERSION_1_1"}
_ESCAPED = re.compile(r'[\x00-\x1f\x7f-\xff\\"$]')


def title() -> str:
    """Return what people call it."""
    return tr("PHP (cURL)")


def lacks(call: Call) -> str:
    """It answers what libcurl answers."""
    login = call.login
    if login is not None and login.scheme not in {*_SCHEMES, "aws-sigv4"}:
        return tr("PHP's cURL can't answer {scheme} by itself.", scheme=login.name)
    return ""


def write(call: Call) -> str:
    """Return the code, without the tag that opens it."""
    rows = [("CUSTOMREQUEST", _text((call.method,))), ("RETURNTRANSFER", "true")]
    if call.method == "HEAD":
        rows.append(("NOBODY", "true"))
    rows += _login(call)
    lines = [header_line(name, value) for name, value in call.headers]
    if call.body and not call.has("content-type"):
        lines.append(plain("Content-Type:"))  # cURL would add one for forms
    if lines:
        inside = "".join(f"        {_text(line)},\n" for line in lines)
        rows.append(("HTTPHEADER", f"[\n{inside}    ]"))
    if call.body:
        rows.append(("POSTFIELDS", _text(call.body)))
    rows += _options(call)
    inside = "".join(f"    CURLOPT_{name} => {value},\n" for name, value in rows)
    return (
        f"$handle = curl_init({_text(call.url)});\n"
        f"curl_setopt_array($handle, [\n{inside}]);\n"
        "$text = curl_exec($handle);\n"
        "if ($text === false) {\n"
        "    throw new RuntimeException(curl_error($handle));\n"
        "}\n"
        'echo curl_getinfo($handle, CURLINFO_RESPONSE_CODE), " ", $text, "\\n";\n'
    )


def _login(call: Call) -> list[tuple[str, str]]:
    login = call.login
    if login is None:
        return []
    if login.scheme in _SCHEMES:
        way = ("HTTPAUTH", _SCHEMES[login.scheme])
    else:
        way = ("AWS_SIGV4", _text(plain(login.words[-1])))
    user = ("USERNAME", _text(login.user))
    return [way, user, ("PASSWORD", _text(login.pair[-1:] if login.password else ()))]


def _options(call: Call) -> list[tuple[str, str]]:
    options = call.options
    rows = [("PATH_AS_IS", "true")]
    if options.follow_redirects:
        rows.append(("FOLLOWLOCATION", "true"))
    if not options.verify_tls:
        rows += [("SSL_VERIFYPEER", "false"), ("SSL_VERIFYHOST", "0")]
    if options.ca_file:
        rows.append(("CAINFO", _text(plain(options.ca_file.encode().decode("latin-1")))))
    if options.http_version in _VERSIONS:
        rows.append(("HTTP_VERSION", _VERSIONS[options.http_version]))
    return rows


def _text(text: Text) -> str:
    """Return an expression for a text, whose characters are bytes in PHP too."""
    pieces = [
        f'getenv("{p.name}")' if isinstance(p, Variable) else _literal(p) for p in joined(text)
    ]
    return " . ".join(pieces) or '""'


def _literal(piece: str) -> str:
    try:
        text = piece.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return f'"{_ESCAPED.sub(_escape, piece)}"'
    if any(sign < " " or sign == "\x7f" for sign in text):
        return f'"{_ESCAPED.sub(_escape, piece)}"'
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_SHORT = {"\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\x{ord(found[0]):02x}"
