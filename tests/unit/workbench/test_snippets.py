"""Snippets are run against a server: it receives what the program itself sends."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from inspector.compose.scope import Scope
from inspector.export.code.call import Secrets
from inspector.export.code.snippet import snippet
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    Options,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from tests.fixtures.scripted import reply

PASSWORD = "pä$s\"w'o`rd%9\\x:! MARKED"
TOKEN = "MARKED/token+0123456789=~"
HARD = "it's \"$HOME\" `id` %PATH% \\n \\\\ !x ü✓ \u2028 'a' ‘b’ \n\r\n\t@={}"
# What differs by client: who it is, what it unpacks, how it keeps the connection, what it was made by.
BY_CLIENT = re.compile(
    rb"(user-agent|accept-encoding|connection|accept-language|sec-fetch-mode|host|expect): .*"
    rb"|content-length: 0",
    re.IGNORECASE,
)
CHALLENGE = 'WWW-Authenticate: Digest realm="r", nonce="n0", qop="auth", algorithm=MD5'
NODE = Path(__file__).parents[3] / ".servers" / "node"
RUNNERS = {
    "curl": ("bash",),
    "httpie": ("bash",),
    "python-httpx": (sys.executable,),
    "python-requests": (sys.executable,),
    "javascript-fetch": ("node", "--input-type=module", "-"),
    "javascript-axios": ("node", "--input-type=module", "-"),
    "php": ("php",),
    "ruby": ("ruby",),
    "java": ("java",),
}


def _key(ref, name, place):
    return ApiKey(name=name, value=ref, place=place)


def _cases(vault):
    password, token = vault.put(PASSWORD), vault.put(TOKEN)
    basic = Basic(user="bob \"$x' ü", password=password)
    json = JsonBody(text='{"text": "it\'s $HOME `id` %PATH% \\n ü✓"}')
    form = FormBody(fields=(FormField(name="a b", value=HARD), FormField(name="a b")))
    parts = MultipartBody(fields=(FormField(name="ü", value=HARD), FormField(name="b")))
    rows = (RequestHeader("X-Hard", 'it\'s "$HOME" `id` %PATH% \\ !x ü✓'), RequestHeader("X-E"))
    return {
        "none": Request(url="/plain", credential=NoCredential()),
        "raw": Request(url="/raw", method="PUT", body=RawBody(text="@" + HARD)),
        "basic": Request(url="/basic", credential=basic, headers=rows),
        "bearer": Request(url="/bearer", credential=Bearer(token=token), body=json, method="POST"),
        "header": Request(url="/header", credential=_key(token, "X-Header-Key", "header")),
        "query": Request(
            url="/query",
            query=(QueryParam("q", "a b&ü'$(id)"), QueryParam("q", "[]{}")),
            credential=_key(token, "query_key", "query"),
        ),
        "cookie": Request(url="/cookie", credential=_key(token, "cookie_key", "cookie")),
        "json": Request(
            url="/json", method="POST", body=json, credential=_key(token, "json_key", "body")
        ),
        "form": Request(
            url="/form", method="POST", body=form, credential=_key(token, "form_key", "body")
        ),
        "multipart": Request(url="/multipart", method="POST", body=parts, credential=basic),
        "delete": Request(url="/delete", method="DELETE", credential=Bearer(token=token)),
        "digest": Request(url="/digest", credential=Digest(user="bob", password=password)),
        "repeated": Request(
            url="/repeated", headers=(RequestHeader("X-Two", "1"), RequestHeader("X-Two", "2"))
        ),
    }


def _answer(request):
    if b" /digest" in request and b"Digest " not in request:
        return reply("401 Unauthorized", CHALLENGE)
    return reply()


def _message(request):
    """Return method and target, the headers that no client decides on, sorted, and the body."""
    head, _, body = request.partition(b"\r\n\r\n")
    line, *rows = head.split(b"\r\n")
    split = (row.partition(b":") for row in rows if not BY_CLIENT.fullmatch(row))
    headers = sorted((name.lower(), value.strip()) for name, _, value in split)
    return line, [one for one in map(_proved, headers) if one[1] != b"*/*"], body


def _proved(header):
    """Return a Digest answer without what differs each time; its proof is computed here."""
    name, value = header
    if not value.startswith(b"Digest "):
        return header
    found = dict(re.findall(r'(\w+)="?([^",]*)"?', value.decode()[7:]))
    first = hashlib.md5(f"{found['username']}:r:{PASSWORD}".encode()).hexdigest()
    second = hashlib.md5(f"GET:{found['uri']}".encode()).hexdigest()
    text = f"{first}:n0:{found['nc']}:{found['cnonce']}:{found['qop']}:{second}"
    assert found["response"] == hashlib.md5(text.encode()).hexdigest()
    return name, f"Digest {found['username']} {found['uri']}".encode()


def _at(server, request):
    options = Options(follow_redirects=False)
    changed = {"url": server.url + request.url, "options": options}
    return type(request)(**{n: getattr(request, n) for n in request.__struct_fields__} | changed)


def _values():
    """Return what the user would set: by the names that the snippets ask for."""
    return {
        "API_PASSWORD": PASSWORD,
        "API_TOKEN": TOKEN,
        "API_HEADER_KEY": TOKEN,
        "API_QUERY_KEY": quote(TOKEN),
        "API_COOKIE_KEY": TOKEN,
        "API_JSON_KEY": TOKEN,
        "API_FORM_KEY": quote_plus(TOKEN),
    }


def _javascript(code):
    """Return all as one module; imports stand at its top."""
    lines = [each.splitlines(keepends=True) for each in code]
    imports = {line: None for each in lines for line in each if line.startswith("import ")}
    rest = ("".join(line for line in each if line not in imports) for each in lines)
    return "".join(imports) + "".join(f"{{\n{each}}}\n" for each in rest)


def _java(code):
    """Return all as one file, whose first class runs the others."""
    lines = [line for each in code for line in each.splitlines()]
    imports = dict.fromkeys(line for line in lines if line.startswith("import "))
    classes = "".join(
        each[each.index("public class Send") :].replace("public class Send", f"class Send{at}")
        for at, each in enumerate(code)
    )
    calls = "".join(f"Send{at}.main(a);" for at in range(len(code)))
    main = f"class All {{ public static void main(String[] a) throws Exception {{ {calls} }} }}\n"
    return "\n".join(imports) + "\n" + main + classes


TOGETHER = {
    "javascript-fetch": _javascript,
    "javascript-axios": _javascript,
    "java": _java,
    "php": "?>".join,
}


def _run(name, code, folder):
    text = TOGETHER.get(name, "".join)(code)
    path = os.environ["PATH"].split(os.pathsep)
    here = os.path.dirname(sys.executable)  # noqa: PTH120 - for PATH
    env = {**os.environ, **_values(), "PATH": os.pathsep.join((here, *path)), "NO_PROXY": "*"}
    command = list(RUNNERS[name])
    if name == "java":
        command.append(folder / "All.java")
        command[-1].write_text(text)
    done = subprocess.run(
        command,
        input=text.encode(),
        env=env,
        cwd=NODE if name == "javascript-axios" else folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("name", RUNNERS)
def test_a_server_receives_what_the_program_sends(bench, scripted, name, tmp_path):
    if shutil.which(RUNNERS[name][0]) is None:
        pytest.skip("not installed here")
    server, code, refused = scripted([_answer]), [], set()
    sent = {}
    for case, shape in _cases(bench.vault).items():
        request = _at(server, shape)
        scope = Scope(environment="test")
        answer = bench.submit(bench.unsent(request, scope)).result(60)
        made = snippet(answer.attempt, name, Secrets(bench.vault.known_values()))
        assert "MARKED" not in made.text
        if made.refused:
            refused.add(case)
            continue
        assert set(made.variables) <= set(_values())
        server.requests.clear()
        bench.submit(bench.send(request, scope)).result(60)
        sent[case] = _message(server.requests[-1])
        code.append(made.text)
    server.requests.clear()
    _run(name, code, tmp_path)
    received = [_message(one) for one in server.requests]
    received = [one for one in received if one[0] != b"GET /digest HTTP/1.1" or _has_login(one)]
    if name.startswith(("javascript", "ruby")):  # their URLs have no ' in a query
        sent = {case: (line.replace(b"'", b"%27"), *rest) for case, (line, *rest) in sent.items()}
    assert received == list(sent.values())
    assert refused == {
        "python-requests": {"repeated"},
        "javascript-fetch": {"digest", "repeated"},
        "javascript-axios": {"digest", "repeated"},
        "ruby": {"digest", "repeated"},
        "java": {"digest", "basic"},  # its headers are ASCII
    }.get(name, set())


def _has_login(message):
    return any(name == b"authorization" for name, _ in message[1])
