"""Bodies: bytes, content type, secret ranges, unreadable files."""

import os

from inspector.compose.body import encode
from inspector.compose.scope import Scope
from inspector.model.request import (
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    RawBody,
)
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="memory", name="k")
SCOPE = Scope(secret_variables={"k": KEY}, secrets={KEY: Secret("hunter2")})


def _encoded(body, problems=None):
    return encode(body, SCOPE, [] if problems is None else problems)


def test_no_body():
    assert _encoded(NoBody()).data is None


def test_json_goes_as_typed_and_marks_secrets():
    encoded = _encoded(JsonBody(text='{"k": "{{k}}" }'))
    assert encoded.data == b'{"k": "hunter2" }'
    assert encoded.content_type == "application/json"
    assert [encoded.data[start:end] for start, end in encoded.secret] == [b"hunter2"]
    assert "hunter2" not in repr(encoded)


def test_raw_has_the_type_given():
    encoded = _encoded(RawBody(text="<a/>", content_type="application/xml"))
    assert (encoded.data, encoded.content_type) == (b"<a/>", "application/xml")


def test_form_leaves_out_what_is_switched_off():
    fields = (FormField("a", "1 2"), FormField("b", "x", enabled=False), FormField("c", "{{k}}"))
    encoded = _encoded(FormBody(fields=fields))
    assert encoded.data == b"a=1+2&c=hunter2"
    assert encoded.secret == ((8, 15),)


def test_multipart_with_a_file(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\x00data")
    fields = (FormField("t", "{{k}}"), FormField("f", file=str(file)))
    encoded = _encoded(MultipartBody(fields=fields))
    assert b'filename="a.txt"' in encoded.data
    assert b"\x00data" in encoded.data
    assert encoded.content_type.startswith("multipart/form-data; boundary=")
    assert [encoded.data[start:end] for start, end in encoded.secret] == [b"hunter2"]


def test_a_file(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b"{}")
    assert _encoded(FileBody(path=str(file))).content_type == "application/json"
    assert _encoded(FileBody(path=str(file), content_type="x/y")).content_type == "x/y"


def test_a_device_or_pipe_that_a_saved_request_names_is_a_problem(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", str(tmp_path / "pipe")):
        problems = []
        assert _encoded(FileBody(path=path), problems).data == b""
        assert "pipe or a device" in problems[0].detail


def test_a_missing_file_is_a_problem():
    problems = []
    encoded = _encoded(FileBody(path="/no/such/file"), problems)
    assert encoded.data == b""
    assert problems[0].kind == "unreadable-file"
    assert "/no/such/file" in problems[0].message
