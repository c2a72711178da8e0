"""A user of NTLM who is let in at a server, and never through the proxy in front of it."""

import base64
import struct

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SLUG = "handshake-split-by-proxy"
FRONT, DIRECT = "http://erp.acme.test", "http://erp-web1.acme.test"
NO = "< 401 Unauthorized\n< WWW-Authenticate: Negotiate\n< WWW-Authenticate: NTLM"


def _coded(data):
    return base64.b64encode(b"NTLMSSP\x00" + data).decode()


def _challenge(computer):
    name = computer.encode("utf-16-le")
    info = struct.pack("<HH", 3, len(name)) + name + struct.pack("<HH", 0, 0)
    field = struct.pack("<HHI", len(info), len(info), 48)
    return _coded(
        struct.pack("<IHHI", 2, 0, 0, 48) + struct.pack("<I", 1) + bytes(16) + field + info
    )


def _answer(user):
    fields, payload = b"", b""
    for text in ("", "", "ACME", user, "PC"):
        data = text.encode("utf-16-le")
        fields += struct.pack("<HHI", len(data), len(data), 64 + len(payload))
        payload += data
    return _coded(struct.pack("<I", 3) + fields + bytes(8) + struct.pack("<I", 1) + payload)


def _shake(host, got, user="mira", computer="erp-web1.acme.test"):
    asked = f"> GET {host}/api/parts"
    challenge = f"< 401 Unauthorized\n< WWW-Authenticate: NTLM {_challenge(computer)}"
    begin = (
        f"{asked}\n> Authorization: NTLM {_coded(struct.pack('<II', 1, 0xE2088297))}\n{challenge}"
    )
    return f"{begin}\n---\n{asked}\n> Authorization: NTLM {_answer(user)}\n{got}"


def _slugs(*shakes):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(shakes))).findings]


def test_the_same_computer_takes_the_user_past_the_proxy():
    found = diagnose(
        attempt_of("\n---\n".join([_shake(FRONT, NO), _shake(DIRECT, "< 200 OK\n<< []")]))
    )
    first = found.findings[0]
    assert (first.slug, first.cause) == ("handshake-split-by-proxy", "configuration")


@pytest.mark.parametrize(
    "shakes",
    [
        [_shake(FRONT, NO)],
        [_shake(FRONT, NO), _shake(DIRECT, NO)],
        [_shake(FRONT, NO), _shake(DIRECT, "< 200 OK", user="otto")],
        [_shake(FRONT, NO), _shake(DIRECT, "< 200 OK", computer="hr-web3.acme.test")],
        [_shake(FRONT, NO), _shake(FRONT, "< 200 OK"), _shake(DIRECT, "< 200 OK")],
    ],
)
def test_nothing_is_told_of_the_way(shakes):
    assert SLUG not in _slugs(*shakes)
