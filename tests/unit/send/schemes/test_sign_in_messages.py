"""Messages to a login provider go their own way: its certificate, no cookies, no redirects."""

import asyncio
import json
import ssl

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.oauth import ClientProof, Endpoints
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Options, Request
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

TOKEN = json.dumps({"access_token": "abc", "expires_in": 60}).encode()
JSON = "Content-Type: application/json"


@pytest.fixture
def send():
    """Send with an OAuth credential whose token address is given; return the exchanges."""
    bench = build()

    def run(url, token, proof=ClientProof(), **options):  # noqa: B008 - a frozen record
        credential = OAuth2(
            grant="client-credentials",
            client_id="c",
            client=proof,
            endpoints=Endpoints(token=token),
        )
        request = Request(url=url, credential=credential, options=Options(**options))
        return bench.submit(bench.send(request, Scope())).result(60).attempt.exchanges

    yield run
    bench.close()


@pytest.mark.parametrize("method", ["tls_client_auth", "self_signed_tls_client_auth"])
def test_the_certificate_of_the_client_is_shown_there_only(send, scripted, certificates, method):
    strict, open_to_all = certificates.server_context(), certificates.server_context()
    strict.load_verify_locations(certificates.ca)
    strict.verify_mode = ssl.CERT_REQUIRED
    open_to_all.load_verify_locations(certificates.ca)
    open_to_all.verify_mode = ssl.CERT_OPTIONAL
    shown = []

    def api(connection):
        shown.append(connection.sock.getpeercert())
        if connection.request():
            connection.send(reply("200 OK", "Connection: close"))

    provider = scripted([reply("200 OK", JSON, "Connection: close", body=TOKEN)], strict)
    peer = scripted(api, open_to_all)
    certificate, key = certificates.client
    proof = ClientProof(method=method, certificate=certificate, certificate_key=key)
    steps = send(peer.url, f"{provider.url}/token", proof, ca_file=certificates.ca)
    assert [(each.purpose, each.reply.status) for each in steps] == [("token", 200), ("main", 200)]
    assert b"client_id=c" in provider.requests[0]
    assert not any(shown)


def test_a_redirect_is_not_followed_and_the_secret_stays(send, scripted):
    other = scripted([reply("200 OK", JSON, body=TOKEN)])
    moved = scripted([reply("307 Temporary Redirect", f"Location: {other.url}/token")])
    steps = send("http://127.0.0.1:1/", f"{moved.url}/token")
    assert [each.reply.status for each in steps] == [307]
    assert other.requests == []


def test_cookies_are_neither_sent_nor_taken(send, scripted):
    setting = reply("200 OK", JSON, "Set-Cookie: sid=of-the-provider", body=TOKEN)
    server = scripted([setting, reply("200 OK")])
    steps = send(f"{server.url}/orders", f"{server.url}/token")
    assert [each.purpose for each in steps] == ["token", "main"]
    assert b"of-the-provider" not in server.requests[1]


def test_a_stopped_sign_in_leaves_nothing_behind(scripted):
    bench = build()
    told = asyncio.Event()

    async def tell(notice):
        if notice is not None:
            told.set()

    bench.tell = tell
    credential = OAuth2(
        client_id="c",
        endpoints=Endpoints(authorization="https://a.example/auth", token="https://a.example/t"),
    )
    request = Request(url="http://127.0.0.1:1/", credential=credential)

    async def stopped():
        sending = asyncio.ensure_future(bench.send(request, Scope()))
        await told.wait()
        sending.cancel()
        answer = await sending
        return answer.attempt.exchanges, len(asyncio.all_tasks())

    exchanges, tasks = bench.submit(stopped()).result(60)
    assert [each.purpose for each in exchanges] == ["authorization", "main"]
    assert exchanges[-1].failure.kind == "stopped"
    assert tasks == 1
    bench.close()
