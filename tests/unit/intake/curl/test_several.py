"""Several curl commands in one text become a collection; each is read as it stands."""

import pytest

from inspector.intake import Unreadable, read
from inspector.intake.curl.several import singles
from inspector.intake.registry import recognise
from inspector.library.coming_in import coming_in

SCRIPT = b"""#!/bin/bash
set -e
# Log in
curl -X POST https://api.example.com/login \\
  -H 'Content-Type: application/json' \\
  -d '{
  "user": "ann",
  "note": "# no remark
curl https://not.one/"
}'

TOKEN=abc
# Orders of today

curl -s "https://api.example.com/orders?day=today" -H "Authorization: Bearer $TOKEN"
curl -u ann:pw12345678 https://api.example.com/me
curl --version
"""


def test_each_command_becomes_a_request_with_its_own_login():
    reading = read(SCRIPT)
    found = coming_in(reading.collection)
    assert [(each.path[-1], each.request.method, each.auth) for each in found] == [
        ("Log in", "POST", "none"),
        ("Orders of today", "GET", "bearer"),
        ("GET /me", "GET", "basic"),
    ]
    assert "not.one" in found[0].request.body.text
    assert list(reading.secrets.values()) == ["pw12345678"]
    assert any("no URL" in each.what for each in reading.losses)


def test_a_script_with_one_command_opens_as_its_request():
    reading = read(b"# who am I\n\ncurl -u ann:pw https://api.example.com/me\n")
    assert reading.request.url == "https://api.example.com/me"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('curl http://a/ ^\r\n  -H "A: b"\r\ncurl http://b/\r\n', 2),
        ("PS C:\\> curl.exe http://a/ `\n -H 'A: b'\nPS C:\\> curl.exe http://b/\n", 2),
        ("$ curl http://a/\n$ TOKEN=x curl http://b/\n$ /usr/bin/curl http://c/\n", 3),
        ("curl http://a/\ncurling is a sport\ncurl-config --help\n", 1),
        ('curl http://a/ -d "it\'s \\" curl\ncurl http://b/"\n', 1),
        ("curl 'http://a/ \ncurl http://b/", 1),
        ("", 0),
    ],
)
def test_where_a_command_ends(text, count):
    assert len(singles(text)) == count


def test_a_script_of_another_kind_is_none():
    assert recognise(b"#!/bin/sh\necho hello\ncurl http://a/\n").kind != "curl"


def test_a_list_without_any_url_is_told():
    with pytest.raises(Unreadable, match="no URL"):
        read(b"curl -s \ncurl -v \n")
