"""multipart/form-data: read back by another parser; nothing breaks out of its line."""

import email
from email.policy import HTTP

from hypothesis import given
from hypothesis import strategies as st

from inspector.compose.body import Part, boundary_for, encode_parts, type_of


def _read(data, boundary):
    head = f"Content-Type: multipart/form-data; boundary={boundary}\r\n\r\n".encode()
    return list(email.message_from_bytes(head + data, policy=HTTP).iter_parts())


def test_parts_arrive():
    parts = [
        Part(name="a", data=b"1"),
        Part(name="f", data=b"\x00\xff", file_name="x.png", content_type="image/png"),
    ]
    boundary = boundary_for(parts)
    first, second = _read(encode_parts(parts, boundary)[0], boundary)
    assert first.get_param("name", header="content-disposition") == "a"
    assert first.get_payload(decode=True) == b"1"
    assert second.get_filename() == "x.png"
    assert second.get_content_type() == "image/png"
    assert second.get_payload(decode=True) == b"\x00\xff"


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_names_add_no_header_line(name, file_name, content_type):
    part = Part(name=name, data=b"x", file_name=file_name, content_type=content_type)
    head = encode_parts([part], "b")[0].partition(b"\r\n\r\n")[0]
    lines = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert len(lines) <= 3
    assert lines[0] == b"--b"


def test_quotes_and_breaks_are_escaped():
    data = encode_parts([Part(name='a"\r\nX: 1', data=b"")], "b")[0]
    assert b'name="a%22%0D%0AX: 1"' in data


def test_the_boundary_occurs_in_no_part():
    first = boundary_for([Part(name="a", data=b"")])
    parts = [Part(name="a", data=first.encode())]
    assert boundary_for(parts).encode() not in parts[0].data
    assert boundary_for(parts) == boundary_for(parts)


def test_secret_bytes_are_found_again():
    data, spans = encode_parts([Part(name="a", data=b"xSECRETx", secret=((1, 7),))], "b")
    assert [data[start:end] for start, end in spans] == [b"SECRET"]
    assert "SECRET" not in repr(Part(name="a", data=b"SECRET"))


def test_types_by_name():
    assert type_of("a.json") == "application/json"
    assert type_of("a.unknown-kind") == "application/octet-stream"
