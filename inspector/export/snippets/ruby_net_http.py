"""The request as code for Ruby with net/http.

Its addresses have %27 for the quote ' in a query, which means the same.
"""

import re

from inspector.export.code.call import Call, Text, Variable
from inspector.wording import tr

NAME = "ruby"
ORDER = 13
COMMENT = "#"
_ESCAPED = re.compile(r'[\x00-\x1f\x7f-\xff\\"#]')
# What no part of an address is (RFC 3986 §3.3).
_NO_ADDRESS = re.compile(r'[^!-~]|["<>\\^`{|}]')
_SHORT = {"\\": "\\\\", '"': '\\"', "#": "\\#", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def title() -> str:
    """Return what people call it."""
    return tr("Ruby (net/http)")


def lacks(call: Call) -> str:
    """Its library has no schemes in rounds, and joins the lines of one header."""
    if call.login is not None and call.login.scheme != "basic":
        return tr("net/http can't answer {scheme} by itself.", scheme=call.login.name)
    if call.repeats:
        return tr("net/http joins the lines of one header.")
    if any(map(_is_no_address, call.url)):
        return tr("URI of Ruby doesn't take this address.")
    return ""


def write(call: Call) -> str:
    """Return the code."""
    first = [
        _literal(call.method),
        str(bool(call.body)).lower(),
        str(call.method != "HEAD").lower(),
    ]
    rows = [
        'require "net/http"',
        "",
        f"uri = URI({_text(call.url)})",
        "http = Net::HTTP.new(uri.hostname, uri.port)",
        *(["http.use_ssl = true", *_trust(call)] if _is_secure(call) else ()),
        f"request = Net::HTTPGenericRequest.new({', '.join((*first, 'uri.request_uri'))})",
        *(f"request[{_literal(name)}] = {_text(value)}" for name, value in call.headers),
    ]
    if call.login is not None:
        user, password = _text(call.login.user), _text(call.login.pair[-1:])
        rows.append(f"request.basic_auth({user}, {password})")
    if call.body:
        rows.append(f"request.body = {_text(call.body)}")
        if not call.has("content-type"):
            # it would add one for forms
            rows.append("def request.supply_default_content_type = nil")
    if call.options.follow_redirects:
        rows.append(f"# {tr('net/http follows no redirect: see Location.')}")
    rows += ["response = http.request(request)", "puts response.code, response.body"]
    return "".join(f"{row}\n" for row in rows)


def _is_no_address(piece: str | Variable) -> bool:
    """Whether Ruby's URI refuses it: brackets stand around an IPv6 host only."""
    if isinstance(piece, Variable):
        return False
    after = piece.partition("://")[2].partition("/")[2] or piece.partition("?")[2]
    return _NO_ADDRESS.search(piece) is not None or "[" in after or "]" in after


def _is_secure(call: Call) -> bool:
    return str(call.url[0]).startswith("https:")


def _trust(call: Call) -> list[str]:
    options = call.options
    if not options.verify_tls:
        return ["http.verify_mode = OpenSSL::SSL::VERIFY_NONE"]
    return [f"http.ca_file = {_literal(options.ca_file)}"] if options.ca_file else []


def _text(text: Text) -> str:
    """Return an expression for a text; as bytes, of which joined ones need not be of one kind."""
    pieces = [f'ENV.fetch("{p.name}").b' if isinstance(p, Variable) else _literal(p) for p in text]
    return " + ".join(pieces) or '""'


def _literal(piece: str) -> str:
    quoted = f'"{_ESCAPED.sub(_escape, piece)}"'
    return quoted if piece.isascii() else f"{quoted}.b"


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\x{ord(found[0]):02x}"
