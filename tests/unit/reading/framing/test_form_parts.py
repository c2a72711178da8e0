"""Multipart bodies by part, damaged ones too."""

from inspector.reading.body import Content
from inspector.reading.framing.form_parts import multipart, texts_of

FORM = "multipart/form-data; boundary=b"


def _names(content_type, body):
    return [part.name for part in multipart(content_type, body) or ()]


def test_parts_have_names_files_and_content():
    body = (
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\none\r\n'
        b'--b\r\nContent-Type: text/csv\r\nContent-Disposition: form-data; filename="x.csv"; name=f'
        b"\r\n\r\n1,2\r\n\r\n3,4\r\n--b--\r\nepilogue"
    )
    one, file = multipart(FORM, body)
    assert (one.name, one.filename, one.content) == ("a", "", b"one")
    assert (file.name, file.filename, file.type) == ("f", "x.csv", "text/csv")
    assert file.content == b"1,2\r\n\r\n3,4"


def test_bare_line_feeds_and_a_missing_end_are_read():
    body = b"--b\nContent-Disposition: form-data; name=a\n\none\n--b\nContent-Disposition: x; name=c\n\nt"
    assert _names(FORM, body) == ["a", "c"]


def test_others_are_not_multipart():
    assert multipart("text/plain", b"--b") is None
    assert multipart("multipart/form-data", b"--b") is None
    assert multipart(FORM, b"nothing of that") is None


def test_a_form_holds_its_short_texts_and_no_files():
    body = (
        b'--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nada\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n1,2\r\n--b--'
    )
    assert Content(body, FORM).form == {"user": "ada"}
    assert texts_of(FORM, body.replace(b"ada", b"a" * 9000)) == {}
    assert Content(b"user=ada", FORM).form == {}
