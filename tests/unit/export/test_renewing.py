"""Code that handles a 401 is run across an expiry: one new token for all, then the answer."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Lock, Thread
from types import ModuleType
from urllib.parse import parse_qsl

import pytest

from inspector.export.code.renewal import renewing_languages, renewing_snippet
from inspector.export.code.snippet import language_named
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.oauth import ClientProof, Endpoints, GivenTokens, ResourceOwner
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message
from inspector.model.request import Request
from inspector.model.secret import SecretRef

KEPT = SecretRef(place="keyring", name="k")
CLIENT_SECRET = "s3cret & 100% ünï"
RUNNERS = {
    "curl": ["bash"],
    "python-httpx": [sys.executable],
    "javascript-fetch": ["node", "--input-type=module", "-"],
}
GRANTS = {
    "client-credentials": {
        "client": ClientProof(method="client_secret_basic", secret=KEPT),
        "scope": "read write",
    },
    "password": {
        "owner": ResourceOwner(user="ünï user", password=KEPT),
        "client": ClientProof(method="client_secret_post", secret=KEPT),
    },
    "authorization-code": {"given": GivenTokens(refresh=KEPT)},
}


class _Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        with self.server.lock:
            self.server.asked.append((form, self.headers.get("Authorization", "")))
            number = len(self.server.asked)
            if form.get("refresh_token", self.server.refresh) != self.server.refresh:
                return self._answer(400, {"error": "invalid_grant"})
            self.server.token, self.server.refresh = f"new-{number}", f"refresh-{number}"
            made = {"access_token": self.server.token, "expires_in": 60}
            return self._answer(200, {**made, "refresh_token": self.server.refresh})

    def do_GET(self):
        given = self.headers.get("Authorization", "")
        is_good = given == f"Bearer {self.server.token}" and not self.server.refuses
        self._answer(200 if is_good else 401, {"ok": is_good})

    def _answer(self, status, made):
        body = json.dumps(made, indent=1).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Api)
    made.lock = Lock()
    thread = Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def api(server):
    server.asked, server.token, server.refresh, server.refuses = [], "of no one", "refresh-0", False
    return server


def attempt(port, credential):
    url = f"http://127.0.0.1:{port}/orders?a=ü"
    header = Header("Authorization", "Bearer awaited-0123456789abcdef", "credential")
    message = Message(method="GET", url=url, target="/orders?a=%C3%BC", headers=(header,))
    request = Request(url=url, credential=credential)
    return Attempt(request=request, exchanges=(Exchange(request=message),))


def code_for(api, name, grant="client-credentials"):
    endpoints = Endpoints(token=f"http://127.0.0.1:{api.server_port}/token")
    client = f"cliënt {grant}"
    more = GRANTS[grant]
    credential = OAuth2(grant=grant, client_id=client, endpoints=endpoints, **more)
    made = renewing_snippet(attempt(api.server_port, credential), name)
    assert not made.refused
    return made


def environment(made, token="expired"):
    values = {"API_TOKEN": token, "API_CLIENT_SECRET": CLIENT_SECRET}
    values |= {"API_PASSWORD": "pä$s", "API_REFRESH_TOKEN": "refresh-0"}
    assert set(made.variables) <= set(values)
    return {**os.environ, **values}


def run(made, name, **more):
    command = RUNNERS[name]
    if shutil.which(command[0]) is None:
        pytest.fail(f"{command[0]} is needed")
    return subprocess.run(
        command, input=made.text.encode(), env=environment(made, **more), capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", RUNNERS)
@pytest.mark.parametrize("grant", GRANTS)
def test_an_expired_token_is_renewed_once_and_the_answer_comes(api, name, grant):
    made = code_for(api, name, grant)
    ran = run(made, name)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout.decode().startswith("200")
    ((form, login),) = api.asked
    assert form["grant_type"] == grant.replace("-", "_").replace(
        "authorization_code", "refresh_token"
    )
    assert bool(login) is (grant == "client-credentials")
    if grant == "password":
        assert (form["username"], form["password"]) == ("ünï user", "pä$s")
        assert form["client_secret"] == CLIENT_SECRET


@pytest.mark.parametrize("name", RUNNERS)
def test_one_that_is_still_good_is_left_alone(api, name):
    api.token = "good"
    ran = run(code_for(api, name), name, token="good")
    assert (ran.returncode, ran.stdout[:3], api.asked) == (0, b"200", [])


@pytest.mark.parametrize("name", RUNNERS)
def test_what_is_refused_with_a_new_token_is_said_and_not_tried_again(api, name):
    api.refuses = True
    ran = run(code_for(api, name), name)
    assert (ran.returncode, ran.stdout[:3], len(api.asked)) == (1, b"401", 1)
    assert b"Refused with a new token too." in ran.stderr


def test_threads_that_are_refused_together_renew_once(api, monkeypatch):
    made = code_for(api, "python-httpx", "authorization-code")
    for name, value in environment(made).items():
        monkeypatch.setenv(name, value)
    module = ModuleType("renewing")
    exec(made.text, module.__dict__)
    start = Barrier(8)

    def send():
        start.wait()
        return module.send().status_code

    for renewals in (1, 2):
        with ThreadPoolExecutor(8) as pool:
            statuses = [each.result() for each in [pool.submit(send) for _ in range(8)]]
        assert (statuses, len(api.asked)) == ([200] * 8, renewals)
        api.token = "ended again"


def test_promises_that_are_refused_together_renew_once(api):
    made = code_for(api, "javascript-fetch", "authorization-code")
    together = "const all = await Promise.all(Array.from({ length: 8 }, () => send()));\n"
    ran = subprocess.run(
        RUNNERS["javascript-fetch"],
        input=made.text.replace(
            "const response = await send();",
            f"{together}const response = all[7];",
        ).encode(),
        env=environment(made),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.stdout[:3], len(api.asked)) == (b"200", 1), ran.stderr.decode()


@pytest.mark.parametrize("name", sorted(renewing_languages()))
class TestEveryLanguage:
    def test_it_is_a_language_and_shows_no_secret(self, name, api):
        assert name == language_named(name).NAME
        made = code_for(api, name)
        assert "awaited-0123456789abcdef" not in made.text
        assert all(each in made.text for each in made.variables)
        assert made.text.endswith("\n")

    @pytest.mark.parametrize(
        "credential",
        [
            Bearer(token=KEPT),
            OAuth2(issuer="https://login.example"),
            OAuth2(grant="password", endpoints=Endpoints(token="https://{{host}}/t")),
        ],
    )
    def test_what_can_not_be_renewed_is_said(self, name, credential):
        assert renewing_snippet(attempt(1, credential), name).refused.endswith(".")


def test_another_language_says_which_can():
    refused = renewing_snippet(attempt(1, Bearer(token=KEPT)), "httpie").refused
    assert refused == "This is written for curl, go, javascript-fetch, python-httpx only."
