import pytest

from inspector.model.message import Header, Message, latin1
from inspector.protocol.masking import masked_parts
from inspector.protocol.masking.masked_parts import (
    body_spans,
    fingerprint,
    header_spans,
    masked_header_line,
    masked_text,
    masked_url,
    masked_value,
    message_body_spans,
    message_url_spans,
    replaced,
    target_spans,
    url_spans,
)
from inspector.protocol.masking.masks import DOTS


def test_marked_and_implied_ranges_are_joined():
    header = Header("Authorization", "Bearer abcdef", secret=((5, 9),))
    assert header_spans(header) == ((5, 13),)


def test_a_header_reads_without_its_secret():
    assert masked_value(Header("Cookie", "sid=abc; t=x")) == f"sid={DOTS}; t={DOTS}"
    assert masked_header_line(Header("Accept", "*/*")) == "Accept: */*"


def test_visible_parts_are_shown_as_people_read_them():
    assert masked_value(Header("X-Name", latin1("Jürgen"))) == "Jürgen"
    assert replaced(latin1("ü=secret"), ((3, 9),)) == f"ü={DOTS}"


def test_secrets_in_ordinary_headers():
    value = masked_value(Header("Location", "https://a/cb?code=abcdef&x=1"))
    assert value == f"https://a/cb?code={DOTS}&x=1"


def test_target():
    message = Message(
        method="GET", url="", target="/a?api_key=abc&x=def", target_secret=((17, 20),)
    )
    assert target_spans(message) == ((11, 14), (17, 20))
    assert url_spans("/a") == ()


def test_urls():
    assert masked_url("https://u:p@h/?token=x") == f"https://u:{DOTS}@h/?token={DOTS}"


def test_bodies():
    form = (Header("Content-Type", "application/x-www-form-urlencoded"),)
    assert body_spans(form, b"code=abc") == ((5, 8),)
    assert body_spans((Header("Content-Type", "image/png"),), b'"password":"x"') == ()
    assert body_spans((), b"") == ()
    message = Message(
        method="POST", url="", headers=form, body=b"a=b&code=c", body_secret=((2, 3),)
    )
    assert message_body_spans(message) == ((2, 3), (9, 10))


def test_fingerprints_depend_on_value_and_key():
    assert fingerprint("a", b"k") == fingerprint("a", b"k")
    assert len({fingerprint("a", b"k"), fingerprint("b", b"k"), fingerprint("a", b"l")}) == 3
    assert len(fingerprint("ü", b"k")) == 8


def test_text_with_known_secrets():
    text = masked_text("login failed for hunter2hunter2 (ü)", ["hunter2hunter2"])
    assert text == f"login failed for {DOTS} (ü)"


def test_what_is_marked_in_the_target_is_secret_in_the_url():
    message = Message(method="GET", url="https://a/x/abc", target="/x/abc", target_secret=((3, 6),))
    assert message_url_spans(message) == ((12, 15),)
    assert message_url_spans(Message(method="GET", url="https://a/", target="*")) == ()


def test_a_large_body_is_looked_through_once(monkeypatch):
    asked = []
    looked = masked_parts.text_spans
    monkeypatch.setattr(
        masked_parts, "text_spans", lambda *a, **k: asked.append(1) or looked(*a, **k)
    )
    body = b"x" * 1_000_001 + b' "password": "hunter2-of-the-test"'
    first = body_spans((), body)
    again = body_spans((), bytes(bytearray(body)))
    assert [body[slice(*span)] for span in first] == [b"hunter2-of-the-test"]
    assert (again, len(asked)) == (first, 1)
    assert not body_spans((), b"y" * 1_000_001)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://lamp.test/set?user=lena&password=kelp&tide44&on=1", "&on=1"),
        ("http://lamp.test/set?password=kelp&tide44", ""),
        ("http://lamp.test/set?passwd=kelp#tide44", ""),
    ],
)
def test_what_a_raw_sign_cuts_off_a_password_is_part_of_it(url, shown):
    masked = masked_url(url)
    assert "tide44" not in masked
    assert masked.endswith(shown)


@pytest.mark.parametrize(
    "url", ["http://lamp.test/set?password=kelp&on=1", "http://lamp.test/?api_key=7c1f0a93&pretty"]
)
def test_what_stands_beside_a_password_is_shown(url):
    assert masked_url(url).endswith(url.rpartition("&")[2])
