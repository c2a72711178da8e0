"""The request as code for Java (11 or later) with java.net.http."""

import json
import re

from inspector.export.code.call import Call, Text, Variable
from inspector.export.snippets.curl_bash import is_utf8
from inspector.model.message import readable
from inspector.wording import tr

NAME = "java"
ORDER = 10
COMMENT = "//"
_FORBIDDEN = ("connection", "content-length", "expect", "host", "upgrade")
# What java.net.URI takes for no part of an address (RFC 2396).
_NO_ADDRESS = re.compile(r'[^!-~]|["<>\\^`{|}]')


def title() -> str:
    """Return what people call it."""
    return tr("Java (java.net.http)")


def lacks(call: Call) -> str:
    """Its client answers no scheme in rounds, and forbids what it sets itself."""
    if call.login is not None and call.login.scheme != "basic":
        return tr("java.net.http can't answer {scheme} by itself.", scheme=call.login.name)
    if not call.options.verify_tls or call.options.ca_file:
        return tr("The code for Java doesn't say which certificates to trust.")
    for name, value in call.headers:
        if name.lower() in _FORBIDDEN:
            return tr("java.net.http can't send the header {name}.", name=name)
        if not all(isinstance(piece, Variable) or piece.isascii() for piece in value):
            return tr("java.net.http can't send other letters than ASCII in headers.")
    if any(isinstance(piece, str) and _NO_ADDRESS.search(piece) for piece in call.url):
        return tr("java.net.URI doesn't take this address.")
    return ""


def write(call: Call) -> str:
    """Return a whole program."""
    redirects = "NORMAL" if call.options.follow_redirects else "NEVER"
    version = ["    .version(HttpClient.Version.HTTP_1_1)"] if _plain(call) else []
    body = _body(call)
    rows = [
        "HttpClient client = HttpClient.newBuilder()",
        *version,
        f"    .followRedirects(HttpClient.Redirect.{redirects})",
        "    .build();",
        f"HttpRequest request = HttpRequest.newBuilder(URI.create({_text(call.url)}))",
        f"    .method({_literal(call.method)}, {body})",
        *(f"    .header({_literal(name)}, {_text(value)})" for name, value in call.headers),
        *_login(call),
        "    .build();",
        "HttpResponse<String> response =",
        "    client.send(request, HttpResponse.BodyHandlers.ofString());",
        'System.out.println(response.statusCode() + " " + response.body());',
    ]
    inside = "".join(f"        {row}\n" for row in rows)
    used = ["java.net.URI", "java.net.http.HttpClient", "java.net.http.HttpRequest"]
    used += ["java.net.http.HttpResponse"]
    used += ["java.nio.charset.StandardCharsets"] if "StandardCharsets" in inside else []
    used += ["java.util.Base64"] if call.login is not None else []
    imports = "".join(f"import {name};\n" for name in used)
    main = "    public static void main(String[] arguments) throws Exception {\n"
    return f"{imports}\npublic class Send {{\n{main}{inside}    }}\n}}\n"


def _plain(call: Call) -> bool:
    """Whether it would ask for HTTP/2 over a connection without TLS, with headers of its own."""
    return str(call.url[0]).startswith("http:") or call.options.http_version == "1.1"


def _body(call: Call) -> str:
    if not call.body:
        return "HttpRequest.BodyPublishers.noBody()"
    return f"HttpRequest.BodyPublishers.ofByteArray({_bytes(call.body, is_text=is_utf8(call))})"


def _login(call: Call) -> list[str]:
    if call.login is None:
        return []
    pair = _bytes(call.login.pair, is_text=True)
    made = f'"Basic " + Base64.getEncoder().encodeToString({pair})'
    return [f'    .header("Authorization", {made})']


def _bytes(text: Text, *, is_text: bool) -> str:
    pieces = [
        _piece(p, readable(p) if is_text else p) if isinstance(p, str) else _piece(p) for p in text
    ]
    charset = "UTF_8" if is_text else "ISO_8859_1"
    return f"({' + '.join(pieces)}).getBytes(StandardCharsets.{charset})"


def _text(text: Text) -> str:
    return " + ".join(map(_piece, text)) or '""'


def _piece(piece: str | Variable, shown: str = "") -> str:
    if isinstance(piece, Variable):
        return f'System.getenv("{piece.name}")'
    return _literal(shown or piece)


def _literal(text: str) -> str:
    return json.dumps(text)  # its \\uXXXX is Java's own
