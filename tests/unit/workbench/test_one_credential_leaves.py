"""Exactly one credential leaves, and it is the one of the preview: every scheme, on the wire."""

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.library.inherit import resolve
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.request import JsonBody, Options, Request, RequestHeader
from tests.fixtures.every_credential import SCHEMES, SECRET, made, provide
from tests.fixtures.scripted import reply

NO_SCOPE = Scope()
MADE_ANEW = {
    "hawk",
    "http-signature",
    "edgegrid",
    "signature-template",
    "message-signature",
    "oauth1",
    "wsse",
    "aws-sigv4",
}  # a nonce or a time for each message
AWAITED = {"negotiate"}  # a KDC gives it when it is sent


@pytest.fixture(autouse=True)
def sources(bench, tmp_path, monkeypatch):
    provide(bench, tmp_path, monkeypatch)


def sent(bench, request, scope=NO_SCOPE):
    bench.submit(bench.send(request, scope)).result(60)


def lines(asked, name):
    head = asked.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return [line for line in head if line.lower().startswith(f"{name.lower()}: ")]


def told(bench, request, scope=NO_SCOPE):
    """Return the header lines that the preview shows, as they would stand on the wire."""
    answer = bench.submit(bench.unsent(request, scope)).result(60)
    (exchange,) = answer.attempt.exchanges
    return [f"{one.name}: {one.value}" for one in exchange.request.headers]


def on_wire(asked):
    return asked.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]


@pytest.mark.parametrize("kind", SCHEMES, ids=lambda kind: kind.tag())
def test_the_preview_equals_the_wire(kind, bench, scripted):
    server = scripted([reply()] * 2)
    request = Request(
        method="POST",
        url=f"{server.url}/orders",
        body=JsonBody(text="{}"),
        credential=made(kind, bench),
    )
    if kind is FromCommand:
        sent(bench, request)  # what it gives is known from then on
        server.requests.clear()
    shown = told(bench, request)
    sent(bench, request)
    left = on_wire(server.requests[0])
    assert len(lines(server.requests[0], "Authorization")) <= 1
    if kind.tag() in AWAITED:
        (awaited,) = (line for line in left if line not in shown)
        assert awaited.startswith("Authorization: ")
        left.remove(awaited)
    if kind.tag() not in MADE_ANEW:
        assert shown == left
    names = [line.partition(":")[0] for line in shown]
    assert names == [line.partition(":")[0] for line in left]


@pytest.mark.parametrize("place", ["header", "query", "cookie", "body"])
def test_a_key_in_each_place(place, bench, scripted):
    server = scripted([reply("200 OK", "Set-Cookie: sid=1; Path=/")])
    key = ApiKey(name="key", value=bench.vault.put(SECRET), place=place)
    request = Request(
        method="POST", url=f"{server.url}/orders", body=JsonBody(text="{}"), credential=key
    )
    sent(bench, request)
    shown = told(bench, request)
    sent(bench, request)
    assert shown == on_wire(server.requests[-1])
    assert server.requests[-1].count(SECRET.encode()) == 1
    assert len(lines(server.requests[-1], "Cookie")) == 1


def nested(bench, own):
    token, password = bench.vault.put("collection-token-0123456789"), bench.vault.put("folder-pass")
    shop = Collection(
        name="Shop",
        credential=Bearer(token=token),
        folders=(
            Folder(name="Admin", path="admin", credential=Basic(user="f", password=password)),
        ),
        environments=(Environment(name="Live", credential=Basic(user="e", password=password)),),
    )
    return resolve(own, shop, "admin", "Live")


@pytest.mark.parametrize("kind", SCHEMES, ids=lambda kind: kind.tag())
@pytest.mark.parametrize("written", [False, True], ids=["alone", "beside a header"])
def test_one_leaves_however_many_there_are(kind, written, bench, scripted):
    server = scripted([reply()])
    url = server.url.replace("//", "//url-user:url-pass@")
    rows = (RequestHeader("Authorization", "Bearer written-by-hand"),) if written else ()
    own = Request(url=f"{url}/", credential=made(kind, bench), headers=rows)
    found = nested(bench, own)
    sent(bench, found.request, found.scope)
    got = lines(server.requests[0], "Authorization")
    assert len(got) <= 1
    takes = "Authorization" in found.request.credential.headers
    if written:
        assert got == ["Authorization: Bearer written-by-hand"]
    elif kind.rounds == 1 and takes and kind.tag() != "wsse":
        assert got
        assert "url-user" not in got[0]


def test_a_switched_off_credential_stays_here(bench, scripted):
    server = scripted([reply()])
    own = Request(
        url=server.url,
        credential=InheritCredential(),
        options=Options(send_credential=False),
    )
    found = nested(bench, own)
    sent(bench, found.request, found.scope)
    assert lines(server.requests[0], "Authorization") == []
    on = msgspec.structs.replace(found.request, options=Options())
    sent(bench, on, found.scope)
    assert lines(server.requests[1], "Authorization")[0].startswith("Authorization: Basic ")
