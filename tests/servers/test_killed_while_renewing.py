"""kill -9 at random moments of renewals: no refresh token that was handed out is lost unnoticed.

The provider hands out a new refresh token with each renewal and knows the only one that counts.
KILLS=200 kills more often.
"""

import contextlib
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from inspector.compose.scope import Scope
from inspector.model.request import Request
from inspector.protocol.oauth import kept_token
from inspector.workbench.kept_tokens import ref_of
from tests.fixtures import renewing

KILLS = int(os.environ.get("KILLS", "24"))


class Rotating:
    """A token endpoint where each refresh token counts once; `current` is the one that counts."""

    def __init__(self):
        self.current, self.handed_out, self.refused = secrets.token_hex(24), [], 0
        outer, lock = self, threading.Lock()
        self.handed_out.append(self.current)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                with lock:
                    status, reply = outer.answer(parse_qs(body)["refresh_token"][0])
                data = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_):
                pass  # a client that was killed

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/token"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def answer(self, token):
        if token != self.current:
            self.refused += 1
            return 400, {"error": "invalid_grant"}
        self.current = secrets.token_hex(24)
        access = secrets.token_hex(24)
        self.handed_out += [self.current, access]
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "refresh_token": self.current,
            "expires_in": 3600,
        }

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def rotating():
    made = Rotating()
    yield made
    made.stop()


@pytest.fixture
def worker():
    with _worker() as process:
        yield process


@contextlib.contextmanager
def _worker():
    """Start what renews in processes of its own, one after the other."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.fixtures.renewing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        yield process
        process.stdin.close()


def _begun(worker, address, first):
    """Let a process begin; return it once it has renewed for the first time."""
    worker.stdin.write(f"{address} {first}\n".encode())
    worker.stdin.flush()
    told = {worker.stdout.readline(), worker.stdout.readline()}
    assert b"ready\n" in told
    return int((told - {b"ready\n"}).pop())


def _kill(worker, child):
    os.kill(child, signal.SIGKILL)
    assert worker.stdout.readline() == b"ended\n"


def _in_clear(home, values):
    """Return files that hold one of the values."""
    wanted = [value.encode() for value in values]
    return [
        path
        for path in Path(home).rglob("*")
        if path.is_file() and any(value in path.read_bytes() for value in wanted)
    ]


@pytest.mark.timeout(300 + 6 * KILLS)
def test_what_is_kept_counts_or_is_known_not_to_be_known(rotating, worker):
    chance = random.Random(7)
    unknown, first = 0, rotating.current
    for _ in range(KILLS):
        child = _begun(worker, rotating.url, first)
        threading.Event().wait(chance.uniform(0.005, 0.25))  # what is tested is any moment
        _kill(worker, child)
        vault, bench = renewing.opened()
        try:
            request = Request(url=rotating.url, credential=renewing.credential(rotating.url))
            found = _state(vault, bench, request)
            if found is not None and found.renewing:
                unknown += 1
                first = rotating.current  # as if somebody had logged in again
                bench.submit(bench.tokens.forget(request, Scope())).result(60)
            elif found is not None:
                assert found.refresh_token == rotating.current
        finally:
            bench.close()
            vault.close()
    assert unknown < KILLS
    assert rotating.refused == 0
    assert len(rotating.handed_out) > KILLS
    assert _in_clear(os.environ["REQUEST_INSPECTOR_HOME"], rotating.handed_out) == []


def _state(vault, bench, request):
    """Read what is kept from the file."""
    name = kept_token.name_of(request.credential)
    bench.submit(vault.resolve_all([ref_of(name)])).result(60)
    return bench.tokens.kept(request, Scope())


def test_two_processes_renew_one_after_the_other(rotating, worker):
    given = rotating.current
    with _worker() as other:
        first = _begun(worker, rotating.url, given)
        second = _begun(other, rotating.url, given)
        before = len(rotating.handed_out)
        while len(rotating.handed_out) < before + 40:
            threading.Event().wait(0.02)
        _kill(other, second)
        _kill(worker, first)
    assert rotating.refused == 0
