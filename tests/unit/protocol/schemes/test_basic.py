import base64

import pytest

from inspector.protocol.schemes import basic


def _b64(data):
    return base64.b64encode(data).decode()


def _kinds(faults):
    return [fault.kind for fault in faults]


def test_the_example_of_rfc_7617():
    assert basic.header("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic.header("test", "123£") == "Basic dGVzdDoxMjPCow=="


def test_charset():
    assert basic.encode("ü", "x", "iso-8859-1") == _b64(b"\xfc:x")
    assert basic.encode("€", "x", "iso-8859-1") == _b64("€:x".encode())
    assert basic.encode("€", "x", "no-such") == _b64("€:x".encode())


def test_reading():
    value = "Basic " + _b64(b"user:a:b")
    found = basic.read(value)
    assert (found.user, found.password, found.charset) == ("user", "a:b", "ascii")
    assert value[slice(*found.span)] == _b64(b"user:a:b")
    assert found.faults == ()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Basic " + _b64(b"u:p\n"), "newline"),
        ("Basic " + _b64(b"u:p\x01"), "control"),
        ("Basic " + _b64(b"u :p"), "blank-user"),
        ("Basic " + _b64(b"u: p"), "blank-password"),
        ("Basic " + _b64(b"up"), "no-colon"),
        ("Basic " + _b64("ü:p".encode()), "not-ascii"),
        ("Basic " + _b64(b'u:"p"'), "quotes-password"),
        ("Basic " + _b64(b"'u':p"), "quotes-user"),
        ("Basic " + _b64(b":p"), "empty-user"),
        ("Basic " + _b64(b"u:"), "empty-password"),
        ("Basic " + _b64(b"{{user}}:p"), "variable"),
        ("Basic " + _b64(b"u:pp").rstrip("="), "no-padding"),
        ("Basic Basic " + _b64(b"u:p"), "word-twice"),
        ('Basic "' + _b64(b"u:p") + '"', "quoted"),
        ("Basic user:pass", "not-encoded"),
        ("Basic a!b", "bad-base64"),
        ("Basic dTo_Pz8-", "url-alphabet"),
    ],
)
def test_faults(value, kind):
    found = basic.read(value)
    assert kind in _kinds(found.faults)
    assert all(fault.message.endswith(".") for fault in found.faults)


def test_bytes_that_are_no_utf_8():
    found = basic.read("basic " + _b64(b"\xfc:x"))
    assert (found.user, found.charset) == ("ü", "iso-8859-1")


@pytest.mark.parametrize("value", ["", "Bearer x", "Basicx", "x Basic y"])
def test_other_schemes(value):
    assert basic.read(value) is None


def test_checks_while_typing():
    assert _kinds(basic.checks("a:b", "c")) == ["colon-in-user"]
    assert basic.checks("user", "pass word") == ()
    assert not basic.checks("user", "")[0].harmful


def test_printing_and_sentences_hide_the_password():
    found = basic.read("Basic " + _b64(b"someone:geheim\n"))
    assert "geheim" not in repr(found)
    assert "geheim" not in "".join(fault.message for fault in found.faults)
