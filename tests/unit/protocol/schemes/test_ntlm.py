import base64
import struct
from datetime import UTC, datetime

from inspector.protocol.schemes.ntlm import read

UTF16 = "utf-16-le"


def _b64(data):
    return base64.b64encode(data).decode()


def _field(text, at):
    data = text.encode(UTF16)
    return struct.pack("<HHI", len(data), len(data), at), data


def _challenge():
    moment = int(
        (datetime(2026, 1, 2, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
    )
    info = b""
    for kind, value in ((2, "CORP".encode(UTF16)), (3, "web.corp.example".encode(UTF16)),
                        (7, struct.pack("<Q", moment * 10_000_000)), (0, b"")):  # fmt: skip
        info += struct.pack("<HH", kind, len(value)) + value
    target, data = _field("CORP", 48)
    info_field = struct.pack("<HHI", len(info), len(info), 48 + len(data))
    head = b"NTLMSSP\x00" + struct.pack("<I", 2) + target + struct.pack("<I", 1) + b"12345678"
    return head + bytes(8) + info_field + data + info


def _authenticate(user="jane"):
    fields, payload = [], b""
    for text in ("", "", "CORP", user, "PC"):
        packed, data = _field(text, 64 + len(payload))
        fields.append(packed)
        payload += data
    flags = struct.pack("<I", 1)
    return b"NTLMSSP\x00" + struct.pack("<I", 3) + b"".join(fields) + bytes(8) + flags + payload


def test_step_one():
    found = read(_b64(b"NTLMSSP\x00" + struct.pack("<II", 1, 0xE2088297)))
    assert (found.kind, found.ntlm.step, found.ntlm.flags) == ("ntlm", 1, 0xE2088297)


def test_step_two_tells_the_server():
    found = read(_b64(_challenge())).ntlm
    assert (found.step, found.target) == (2, "CORP")
    assert found.names == {"domain": "CORP", "dns_computer": "web.corp.example"}
    assert found.server_time == datetime(2026, 1, 2, tzinfo=UTC)


def test_step_three_tells_the_user():
    found = read(_b64(_authenticate())).ntlm
    assert (found.user, found.domain, found.workstation) == ("jane", "CORP", "PC")
    assert not found.is_anonymous
    assert read(_b64(_authenticate(""))).ntlm.is_anonymous


def test_kerberos_and_spnego():
    kerberos = bytes.fromhex("6082010006062b0601050502a081f5") + bytes.fromhex(
        "06092a864886f712010202"
    )
    found = read(_b64(kerberos + b"x" * 50))
    assert (found.kind, found.mechanisms) == ("kerberos", ("kerberos",))
    assert read(_b64(b"\xa1\x07\x30\x05\xa0\x03\x0a\x01\x02")).kind == "spnego"


def test_ntlm_inside_spnego():
    wrapped = bytes.fromhex("06062b0601050502060a2b06010401823702020a") + _authenticate()
    found = read(_b64(wrapped))
    assert (found.kind, found.mechanisms, found.ntlm.user) == ("ntlm", ("ntlm",), "jane")


def test_broken_messages():
    assert read(_b64(b"NTLMSSP\x00\x02")).ntlm is None
    assert read(_b64(b"NTLMSSP\x00" + struct.pack("<I", 9))).ntlm is None
    assert read(_b64(b"hello")).kind == "unknown"
    assert read("§") is None
    assert read("") is None
