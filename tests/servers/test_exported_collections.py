"""What is exported runs in Postman's and Bruno's own command lines, with the same statuses."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from inspector.export.collections.collection_export import export_collection
from inspector.export.collections.saving import save
from inspector.intake import read
from inspector.library.library import Library
from inspector.model.collection import Collection, Folder
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import Endpoints
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.vault.vault import Vault
from tests.fixtures.provider import MODULES

pytestmark = pytest.mark.server("httpbin")

SECRETS = {"ADA_PASSWORD": "lovelace & 100% ünï", "ADA_TOKEN": "tok-1.2_3~4"}
PASSWORD = SecretRef(place="environment", name="ADA_PASSWORD")
TOKEN = SecretRef(place="environment", name="ADA_TOKEN")
ODD = "ünï & 100% a+b =;,? 日本"


def request(name, path, **changes):
    """Return a request; one that is recorded says its name."""
    if path.startswith("/echo"):
        named = RequestHeader("X-Name", name.replace(" ", "-"))
        changes["headers"] = (named, *changes.get("headers", ()))
    base = "echo" if path.startswith("/echo") else "base"
    return Request(name=name, url=f"{{{{{base}}}}}{path}", **changes)


def collection(base, echo):
    """Return requests that are let in and refused for each kind of auth, and what is repeated."""
    user = "/basic-auth/ada/" + "lovelace%20%26%20100%25%20%C3%BCn%C3%AF"
    digest = "/digest-auth/auth/ada/lovelace/MD5"
    inherit = InheritCredential()
    bearer = Folder(
        name="bearer",
        credential=Bearer(token=TOKEN),
        requests=(
            request("inherited", "/bearer", credential=inherit),
            request("none", "/bearer", credential=NoCredential()),
        ),
    )
    plain = Folder(
        name="plain",
        credential=NoCredential(),
        requests=(request("inherits none", "/bearer", credential=inherit),),
    )
    return Collection(
        name="Auth",
        variables={"base": base, "echo": echo},
        credential=Basic(user="ada", password=PASSWORD),
        folders=(bearer, plain),
        requests=(
            request("basic", user, credential=inherit),
            request("basic refused", user, credential=Basic(user="byron", password=PASSWORD)),
            request("word", "/bearer", credential=Bearer(token=TOKEN, word="Token")),
            *_repeated(),
            # Last, because httpbin sets cookies with it, which go to each port of its host.
            request("digest", digest, credential=Digest(user="ada", password=TOKEN)),
        ),
    )


def _repeated():
    post = {"method": "POST"}
    yield request(
        "key and rows",
        "/echo/a%20b/:id",
        query=(QueryParam("q", ODD), QueryParam("q", ""), QueryParam("off", "1", enabled=False)),
        headers=(RequestHeader("X-Odd", "a, b; c=\"d\" 'e'"), RequestHeader("X-Off", "1", False)),
        credential=ApiKey(name="X-Key", value=TOKEN),
    )
    query = ApiKey(name="key", value=TOKEN, place="query")
    yield request("key in the query", "/echo", credential=query)
    cookie = ApiKey(name="sid", value=TOKEN, place="cookie")
    yield request("cookie", "/echo", credential=cookie)
    yield request("json", "/echo", **post, body=JsonBody(text='{"a": "ünï", "b": [1, null]}'))
    raw = RawBody(text=f"<a>{ODD}</a>\n", content_type="application/xml")
    yield request("xml", "/echo", **post, body=raw)
    own = RawBody(text=f"a,b\n{ODD}\n", content_type="text/csv")
    yield request("own type", "/echo", **post, body=own)
    rows = (FormField("a", ODD), FormField("a", ""), FormField("off", "1", enabled=False))
    yield request("form", "/echo", **post, body=FormBody(fields=rows))
    yield request("parts", "/echo", **post, body=MultipartBody(fields=rows[:2]))


class _Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _record(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = self.headers.get("X-Name", "")
        self.server.met[name] = Met(self.command, self.path, self.headers.items(), body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = _record  # noqa: N815 - the names that the server calls

    def log_message(self, *_):
        """Say nothing."""


class Met(NamedTuple):
    method: str
    path: str
    headers: list
    body: bytes

    def said(self):
        """Return what a request says, however its client frames it."""
        kind = dict(self.headers).get("Content-Type", "")
        parts = kind.partition("boundary=")[2].strip('"').encode()
        body = self.body.replace(parts, b"BOUNDARY") if parts else self.body
        if parts:  # each client words the heads of parts in its own way
            body = [part.partition(b"\r\n\r\n")[2].strip() for part in body.split(b"--BOUNDARY")]
        if "urlencoded" in kind:  # a blank is %20 or +
            body = parse_qsl(self.body.decode(), keep_blank_values=True)
        shown = {"x-odd", "x-key", "x-off", "cookie", "authorization"}
        rows = sorted((n.lower(), v) for n, v in self.headers if n.lower() in shown)
        query = parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
        return self.method, urlsplit(self.path).path, query, rows, kind.partition(";")[0], body


@pytest.fixture(scope="module")
def recorder():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Recorder)
    server.met = {}
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def given(httpbin, recorder):
    return collection(httpbin.url, f"http://127.0.0.1:{recorder.server_port}")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return {**os.environ, **SECRETS, "REQUEST_INSPECTOR_HOME": str(home), "HOME": str(home)}


def _ran(command, environment, folder):
    ran = subprocess.run(
        list(map(str, command)),
        env=environment,
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return ran.stdout.decode() or ran.stderr.decode()


def _taken(recorder):
    """Return what was recorded since."""
    met, recorder.met = recorder.met, {}
    return {name: each.said() for name, each in met.items()}


@pytest.fixture(scope="module")
def ours(given, recorder, environment, tmp_path_factory):
    """Return what this program got and sent: statuses by name, and what was recorded."""
    folder = tmp_path_factory.mktemp("ours") / "auth"
    vault = Vault.in_memory()
    library = Library(folder.parent, vault, folder.parent / "bin", folder.name)
    assert library.take_in(given, folder).problem is None
    vault.close()
    command = [sys.executable, "-m", "inspector", "run", folder, "--format", "json"]
    said = _ran(command, environment, Path(__file__).parents[2])
    statuses = {each["path"][-1]: each["status"] for each in json.loads(said)["requests"]}
    return statuses, _taken(recorder)


def _differing(theirs, ours):
    """Return what another program got or sent otherwise, with what this one did."""
    return [
        (name, its.get(name), mine.get(name))
        for its, mine in zip(theirs, ours, strict=True)
        for name in {**mine, **its}
        if mine.get(name) != its.get(name)
    ]


def _opened(report):
    """Return the statuses that we read out of another program's report."""
    exchanges = read(report.read_bytes(), report.name).attempt.exchanges
    return [each.reply.status if each.reply else None for each in exchanges]


def test_newman_runs_what_is_written_for_postman(given, ours, recorder, environment, tmp_path):
    written = export_collection(given, "postman")
    file = tmp_path / "auth.postman_collection.json"
    assert save(written, file) is None
    report = tmp_path / "report.json"
    command = ["node", MODULES / "newman" / "bin" / "newman.js", "run", file, "--reporters", "json"]
    command += ["--reporter-json-export", report]
    for name, value in SECRETS.items():
        command += ["--env-var", f"{name}={value}"]
    said = _ran(command, environment, tmp_path)
    assert report.exists(), said
    runs = json.loads(report.read_text("utf-8"))["run"]["executions"]
    assert _opened(report) == [each.get("response", {}).get("code") for each in runs]
    statuses = {each["item"]["name"]: each.get("response", {}).get("code") for each in runs}
    assert _differing((statuses, _taken(recorder)), ours) == []


def test_bruno_runs_what_is_written_for_it(given, ours, recorder, environment, tmp_path):
    folder = tmp_path / "bruno"
    assert save(export_collection(given, "opencollection"), folder) is None
    report = tmp_path / "report.json"
    command = ["node", MODULES / "@usebruno" / "cli" / "bin" / "bru.js", "run", "-r"]
    said = _ran([*command, "--format", "json", "--output", report], environment, folder)
    assert report.exists(), said
    runs = [each for part in json.loads(report.read_text("utf-8")) for each in part["results"]]
    assert _opened(report) == [each["response"]["status"] for each in runs]
    statuses = {each["name"]: each["response"]["status"] for each in runs}
    assert _differing((statuses, _taken(recorder)), ours) == []


_VALIDATES = """
import { Validator } from "MODULES/@seriousme/openapi-schema-validator/index.js";
const found = await new Validator().validate(process.argv[2]);
console.log(JSON.stringify({ valid: found.valid, errors: found.errors ?? [] }));
"""


def test_a_validator_finds_nothing_wrong_with_what_is_described(given, tmp_path):
    own = Request(name="own", method="QUERY", url="{{base}}/q?flag", body=JsonBody(text="{"))
    login = OAuth2(
        grant="client-credentials", scope="a b", endpoints=Endpoints(token="https://p/t")
    )
    more = Folder(name="more", credential=login, requests=(own,))
    for name, collection in {
        "3.1.1": given,
        "3.2.0": msgspec.structs.replace(given, folders=(*given.folders, more)),
    }.items():
        file = tmp_path / f"{name}.openapi.json"
        assert save(export_collection(collection, "openapi"), file) is None
        assert json.loads(file.read_text("utf-8"))["openapi"] == name
        script = tmp_path / "validates.mjs"
        script.write_text(_VALIDATES.replace("MODULES", str(MODULES)))
        said = json.loads(_ran(["node", script, file], dict(os.environ), tmp_path))
        assert said == {"valid": True, "errors": []}
