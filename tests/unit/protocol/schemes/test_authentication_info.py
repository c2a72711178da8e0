from inspector.model.message import Header
from inspector.protocol.schemes.authentication_info import info_of, read


def test_digest_parameters():
    info = read('nextnonce="abc", qop=auth, rspauth="77", cnonce="x", nc=00000001')
    assert (info.nextnonce, info.get("rspauth"), info.get("NC")) == ("abc", "77", "00000001")


def test_scheme_word_and_missing_commas_do_no_harm():
    assert read('Digest nextnonce="a" rspauth="b"').get("rspauth") == "b"


def test_absent_is_empty():
    assert read("").nextnonce == ""


def test_lines_are_found_by_name():
    headers = (Header("A", "b"), Header("proxy-authentication-info", "nextnonce=q"))
    (info,) = info_of(headers, "Proxy-Authentication-Info")
    assert (info.index, info.nextnonce) == (1, "q")
    assert info_of(headers) == ()
