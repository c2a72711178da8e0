"""`.http` files of four programs: the scheme of a request's Authorization, else a header of a key.

Names are not compared: each program has its own rules for them.
"""

import base64
import binascii
import re

from tests.benchmarks._auth_in_files.counted import Counted

_REQUEST = re.compile(
    r"(?:([A-Z]{3,20})[ \t]+)?(?:https?://|\{\{|/[^/\s]|/\s*$|/ |localhost|[\w.-]+\.[a-z]{2,}[/:\s]).*"
)
_TITLE = re.compile(r"#{3}(?!#)")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)")
_KEYS = re.compile(
    r"(?:x-)?(?:goog-)?api-?key|x-(?:auth|access)-token|ocp-apim-subscription-key|x-functions-key"
    r"|private-token"
)


def counted(path):
    """Yield the requests of a file."""
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    block, remark = [], False
    for line in (*text.split("\n"), "###"):
        if remark or line.startswith("/*"):
            remark = "*/" not in line
        elif not _TITLE.match(line):
            block.append(line)
            continue
        yield from _one(block)
        block = []


def _one(lines):
    end, rest = "", iter(lines)
    for line in rest:
        bare = line.strip()
        if end:
            end = "" if bare.startswith(end) or bare.endswith(end) else end
        elif bare.startswith(("< {%", "<{%", "> {%")):
            end = "" if bare.endswith("%}") else "%}"
        elif re.fullmatch(r"\{\{[@+\w]*", bare):
            end = "}}"
        elif (found := _REQUEST.match(bare)) and not bare.startswith(("#", "//", "@")):
            yield Counted("", found[1] or "GET", _auth(_headers(rest)))
            return


def _headers(rest):
    found = {}
    for line in rest:
        if not line.strip():
            break
        header = _HEADER.match(line.strip())
        if header and not line.lstrip().startswith(("#", "//")):
            found.setdefault(header[1].lower(), header[2].strip())
    return found


def _auth(headers):
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if value.strip():
        kind = _scheme(scheme, value.strip())
        if kind:
            return kind
    return "api-key" if any(_KEYS.fullmatch(name) and headers[name] for name in headers) else "none"


def _scheme(scheme, value):
    low = scheme.lower()
    if low in {"bearer", "token"}:
        return "bearer"
    if low == "basic":
        return "basic" if _is_login(value) else ""
    if low in {"oauth2", "openid"}:
        return "oauth2"
    if low == "aws" and re.fullmatch(r"[^\s:=]+ +[^\s:=]+(?: +\w+:\S*)*", value):
        return "aws-sigv4"
    return low if low in {"digest", "ntlm"} and re.fullmatch(r"\S+[ :]\S+", value) else ""


def _is_login(value):
    if re.fullmatch(r"[^\s:]+(?: +|:)\S+", value):
        return True
    try:
        return b":" in base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        return False
