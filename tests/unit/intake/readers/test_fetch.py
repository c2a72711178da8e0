"""Calls of fetch, as browsers copy them and as people write them."""

import pytest

from inspector import intake
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, NoBody, RawBody


def read(text):
    return intake.read(text.encode())


def test_a_browsers_copy():
    reading = read(
        'fetch("https://a.example/x", {\n  "headers": {\n    "accept": "*/*",\n'
        '    "authorization": "Bearer abc",\n    "content-type": "application/json"\n  },\n'
        '  "referrer": "https://b.example/",\n  "body": "{\\"a\\":\\"b\\"}",\n'
        '  "method": "POST",\n  "mode": "cors",\n  "credentials": "include"\n});'
    )
    request = reading.request
    assert (request.method, request.url) == ("POST", "https://a.example/x")
    assert request.body == JsonBody(text='{"a":"b"}')
    assert isinstance(request.credential, Bearer)
    assert [row.name for row in request.headers] == ["accept", "content-type", "Referer"]
    assert "cookies" in reading.notes[0]


def test_as_people_write_it():
    request = read(
        "const r = await fetch('https://me:pw@a.example', { method: 'PUT', headers: { 'X-A': `b`, },"
        " body: JSON.stringify({a: 'it\\'s', b: [1]}), signal: undefined })"
    ).request
    assert request.url == "https://a.example"
    assert isinstance(request.credential, Basic)
    assert request.body == RawBody(text='{"a":"it\'s","b":[1]}')


def test_the_url_alone():
    request = read("fetch('https://a.example')").request
    assert (request.method, request.body) == ("GET", NoBody())


@pytest.mark.parametrize(
    "text",
    [
        "fetch('https://a', {body: form})",
        "fetch('https://a', options)",
        "fetch('https://a",
        "fetch('a', [])",
    ],
)
def test_what_cannot_be_known(text):
    with pytest.raises(intake.Unreadable) as raised:
        read(text)
    assert "cURL" in raised.value.problem.todo
