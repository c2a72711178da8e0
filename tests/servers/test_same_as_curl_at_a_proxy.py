"""What goes to squid is what curl sends it: each login, plain and through a tunnel, message by message.

Left out: what is made anew for each message (nonces, proofs, times), `Proxy-Connection`, which no
standard knows (RFC 9112, Appendix C.2.2), and the one difference that is meant: Digest's `uri`.
"""

import asyncio
import base64
import os
import re
import shlex
import struct
import subprocess

import pytest

from inspector import intake
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.secret import Secret
from inspector.protocol.schemes import ntlm
from inspector.send.sender import Sender
from tests.fixtures.kerberos import realm as started
from tests.fixtures.relay import Relay
from tests.fixtures.servers import folder_for_others
from tests.fixtures.web_servers import (
    BASIC_AT_SQUID,
    DIGEST_AT_SQUID,
    NTLM_AT_SQUID,
    PASSWORD,
    USER,
    Squid,
    negotiate_at_squid,
)

pytestmark = [pytest.mark.server(name) for name in ("squid", "nginx", "curl")]
LOGIN = f"{USER}:{PASSWORD}"
DIGEST_PARAM = re.compile(r'(\w+)=("[^"]*"|[^,\s]+)')
ANEW = {"cnonce", "response", "nonce"}
HOW = {
    "basic": (BASIC_AT_SQUID, ("-U", LOGIN), [200]),
    "basic, once it is asked for": (BASIC_AT_SQUID, ("--proxy-anyauth", "-U", LOGIN), [407, 200]),
    "digest": (DIGEST_AT_SQUID, ("--proxy-digest", "-U", LOGIN), [407, 200]),
    "ntlm": (NTLM_AT_SQUID, ("--proxy-ntlm", "-U", f"SHOP\\{LOGIN}"), [407, 200]),
}


@pytest.fixture(scope="module", params=HOW)
def way(request):
    """Return squid behind a relay, curl's words for its login, and the proxy's answers."""
    auth, words, statuses = HOW[request.param]
    with folder_for_others("same-as-curl") as folder:
        server = Squid(folder / "squid", auth)
        relay = Relay("127.0.0.1", int(server.url.rpartition(":")[2]))
        yield relay, words, statuses
        relay.stop()
        server.stop()


def by_curl(words):
    environment = {"PATH": "/usr/bin:/bin", **os.environ}
    subprocess.run(["curl", "-sk", *words], timeout=20, check=True, env=environment)


def by_us(words):
    reading = intake.read(shlex.join(["curl", "-k", *words]).encode())
    known = {ref: Secret(value) for ref, value in reading.secrets.items()}
    sender = Sender(assemble(reading.request, Scope(secrets=known)))
    asyncio.run(sender.run())
    return [each.reply.status for each in sender.exchanges]


def compared(relay, words):
    """Send by both; return what each said to the proxy, in order, and our statuses."""
    said, statuses = [], []
    for make in (by_curl, by_us):
        relay.said.clear()
        statuses = make(("-x", relay.url, *words))
        said.append([_settled(head) for one in relay.said for head in _heads(bytes(one))])
    return *said, statuses


def _heads(data):
    """Yield the messages of a connection; behind a tunnel's opening it is no longer the proxy's."""
    while data[:1].isalpha():
        head, _, data = data.partition(b"\r\n\r\n")
        yield head.decode("latin-1").split("\r\n")


def _settled(head):
    fields = (line.partition(": ")[::2] for line in head[1:])
    kept = ((name.lower(), value) for name, value in fields if name != "Proxy-Connection")
    return head[0], sorted((name, _value(value)) for name, value in kept)


def _value(value):
    word, _, rest = value.partition(" ")
    if word == "Digest":
        params = DIGEST_PARAM.findall(rest)
        return sorted((name, "…" if name in ANEW | {"uri"} else text) for name, text in params)
    if word == "NTLM":
        return _of_ntlm(base64.b64decode(rest))
    return _of_ticket(base64.b64decode(rest)) if word == "Negotiate" else value


def _of_ntlm(message):
    if message[8] != 3:
        return message[8], []
    fields = (struct.unpack_from("<HHI", message, at) for at in (28, 36))  # domain, user
    coding = "utf-16-le" if message[60] & 1 else "latin-1"  # NEGOTIATE_UNICODE
    return 3, [message[at : at + size].decode(coding) for size, _, at in fields]


def _of_ticket(token):
    """Return the mechanisms that are offered, and the ticket, which is the cache's for both."""
    found = ntlm.read(base64.b64encode(token).decode())
    at = token.index(b"\x61\x82", 16)  # [APPLICATION 1], a Ticket (RFC 4120 §5.3)
    size = int.from_bytes(token[at + 2 : at + 4], "big")
    return found.mechanisms, token[at : at + 4 + size]


@pytest.mark.parametrize("scheme", ["url", "tls"])
def test_the_same_messages_go_to_the_proxy(way, nginx, scheme):
    relay, words, expected = way
    address = f"{getattr(nginx, scheme)}/open?a=1"
    theirs, ours, statuses = compared(relay, (*words, address))
    assert ours == theirs
    assert statuses == [*expected, *([200] if scheme == "tls" else [])]


def _uri(relay):
    heads = [line for one in relay.said for head in _heads(bytes(one)) for line in head]
    return next(re.search(r'uri="([^"]*)"', line)[1] for line in heads if "uri=" in line)


def test_digests_uri_is_the_whole_target_of_the_request(nginx):
    """The one difference that is meant.

    RFC 7616 §3.4: the effective request URI; RFC 2617 §3.2.2.5: it MUST be an absoluteURL if the
    Request-URI is one. curl writes the path alone; squid takes both.
    """
    with folder_for_others("same-as-curl-digest") as folder:
        server = Squid(folder / "squid", DIGEST_AT_SQUID)
        relay = Relay("127.0.0.1", int(server.url.rpartition(":")[2]))
        words = ("-x", relay.url, *HOW["digest"][1], f"{nginx.url}/open")
        by_curl(words)
        theirs = _uri(relay)
        relay.said.clear()
        statuses = by_us(words)
        ours = _uri(relay)
        relay.stop()
        server.stop()
    assert (theirs, ours, statuses) == ("/open", f"{nginx.url}/open", [407, 200])


@pytest.mark.server("kdc")
@pytest.mark.server("apache")
@pytest.mark.parametrize("scheme", ["url", "tls"])
def test_the_same_ticket_goes_to_the_proxy(nginx, monkeypatch, scheme):
    with folder_for_others("same-as-curl-kerberos") as folder, started(folder) as realm:
        monkeypatch.setenv("KRB5_CONFIG", realm.environment["KRB5_CONFIG"])
        monkeypatch.setenv("KRB5CCNAME", realm.ticket("ann", realm.ann))
        auth = negotiate_at_squid(realm.folder / "http.keytab")
        own = {**realm.environment, "KRB5RCACHEDIR": str(folder / "squid")}
        server = Squid(folder / "squid", auth, own)
        relay = Relay("127.0.0.1", int(server.url.rpartition(":")[2]), "localhost")
        words = ("--proxy-negotiate", "-U", ":", f"{getattr(nginx, scheme)}/open")
        try:
            theirs, ours, statuses = compared(relay, words)
        finally:
            relay.stop()
            server.stop()
    assert ours == theirs
    assert set(statuses) == {200}
