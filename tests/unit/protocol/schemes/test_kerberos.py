"""What a Kerberos message shows without a key."""

import pytest

from inspector.protocol.schemes.kerberos import read

KERBEROS = bytes.fromhex("06092a864886f712010202")


def der(tag, *parts):
    """Return one element; lengths below 64 KiB."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    return bytes([tag, 0x82]) + size.to_bytes(2, "big") + content


def integer(number):
    return der(0x02, number.to_bytes(max(1, (number.bit_length() + 8) // 8), "big"))


def string(text):
    return der(0x1B, text.encode())


def name(*parts):
    return der(0x30, der(0xA0, integer(2)), der(0xA1, der(0x30, *(string(one) for one in parts))))


def ticket(kind=18, version=3):
    sealed = der(0x30, der(0xA0, integer(kind)), der(0xA1, integer(version)),
                 der(0xA2, der(0x04, b"\0" * 200)))  # fmt: skip
    return der(0x61, der(0x30, der(0xA0, integer(5)), der(0xA1, string("EXAMPLE.COM")),
                         der(0xA2, name("HTTP", "api.example.com")), der(0xA3, sealed)))  # fmt: skip


def asked(**more):
    body = der(0x6E, der(0x30, der(0xA0, integer(5)), der(0xA1, integer(14)),
                         der(0xA3, ticket(**more))))  # fmt: skip
    return der(0x60, KERBEROS, b"\x01\x00", body)


def test_a_ticket():
    found = read(asked())
    assert (found.step, found.realm, found.service) == (
        "AP-REQ",
        "EXAMPLE.COM",
        "HTTP/api.example.com",
    )
    assert (found.encryption, found.key_version) == ("aes256-cts-hmac-sha1-96", 3)


def test_a_ticket_inside_spnego():
    inner = der(0xA2, der(0x04, asked(kind=23)))
    mechanisms = der(0xA0, der(0x30, KERBEROS, bytes.fromhex("060a2b06010401823702020a")))
    data = der(0x60, bytes.fromhex("06062b0601050502"), der(0xA0, der(0x30, mechanisms, inner)))
    assert read(data).encryption == "rc4-hmac"


def test_an_error():
    body = der(0x7E, der(0x30, der(0xA6, integer(37)), der(0xA9, string("EXAMPLE.COM")),
                         der(0xAA, name("HTTP", "api")), der(0xAB, string("clock\x01"))))  # fmt: skip
    found = read(KERBEROS + b"\x03\x00" + body)
    assert (found.step, found.error, found.service) == ("KRB-ERROR", 37, "HTTP/api")
    assert found.error_text == "clock·"


def test_an_answer_names_nothing():
    assert read(KERBEROS + b"\x02\x00" + der(0x6F, der(0x30))).step == "AP-REP"


@pytest.mark.parametrize(
    "data", [b"", KERBEROS, KERBEROS + b"\x01\x00\x99", b"\x60\x84" + b"\xff" * 50]
)
def test_what_is_none(data):
    assert read(data) is None


def test_damaged_ones_are_read_as_far_as_they_go():
    whole = asked()
    for end in range(len(KERBEROS) + 4, len(whole)):
        found = read(whole[:end])
        assert found is None or found.step == "AP-REQ"
    wild = KERBEROS + b"\x01\x00\x6e\x84\xff\xff\xff\xff" + b"\x30\x80" * 400
    assert read(wild).realm == ""
