"""What every reader promises: a name, a hint, a fit in 0…1, and no surprise in reading."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector import intake
from inspector.diagnose import diagnose
from inspector.intake.recorded import recorded_by_host
from inspector.intake.registry import all_readers
from tests.fixtures.odd_addresses import ADDRESSES

READERS = all_readers()
CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.har"))
SAMPLES = {
    "httpie": b"http -a me:pw POST api.example.com/v1 a=b",
    "fetch": b'fetch("https://api.example.com/v1", {"method": "POST"});',
    "curl": b"curl -u me:pw https://api.example.com/v1",
    "har": b'{"log": {"entries": [{"request": {"method": "GET", "url": "http://a/"}}]}}',
    "http-text": b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n\r\nno",
    "curl-transcript": b"> GET / HTTP/1.1\n> Host: a\n> \n< HTTP/1.1 401 No\n< \n",
    "token": b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln",
    "saved-attempt": b'{"format": 1, "attempt": {"id": "x"}}',
    "url": b"https://api.example.com/v1",
    "http-file": b"### a\nGET https://a.example/\n### b\nGET https://b.example/\n",
    "postman": b'{"info": {"schema": "https://schema.postman.com/collection/json/v2.1.0/"},'
    b' "item": [{"name": "a", "request": "https://a.example/"}]}',
    "yaak": b'{"yaakSchema": 4, "resources": {"workspaces": [{"id": "w", "name": "a"}]}}',
    "posting": b"name: a\nmethod: GET\nurl: https://a.example/\n",
    "postman-v3": b"$kind: http-request\nurl: https://a.example/\nmethod: GET\n",
    "insomnia": b"type: collection.insomnia.rest/5.0\ncollection:\n  - {name: a, url: https://a/}\n",
    "bruno": b"meta {\n  name: a\n  type: http\n}\n\nget {\n  url: https://a.example/\n}\n",
    "opencollection": b"opencollection: 1.0.0\nitems:\n"
    b"  - {info: {name: a}, http: {url: https://a/}}\n",
    "hoppscotch": b'{"v": 2, "name": "a", "folders": [], "requests": [{"endpoint": "https://a/"}]}',
    "openapi": b"openapi: 3.1.0\npaths: {/a: {get: {}}}\n",
    "http-environments": b'{"rest-client.environmentVariables": {"dev": {"host": "h"}}}',
    "newman-report": b'{"collection": {}, "run": {"executions": [{"request": {"url": "http://a/"}}]}}',
    "bruno-report": b'[{"iterationIndex": 0, "results": [{"request": {"url": "http://a/"}}]}]',
    "env-file": b"HOST=api.example.com\n",
    "challenge": b'WWW-Authenticate: Bearer realm="a"',
}
HOSTILE = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{",
    b"[" * 100_000,
    b'{"log":' * 50_000,
    b"HTTP/1.1 ",
    b"HTTP/1.1 401\n" * 1000,
    b"> GET / HTTP/1.1\n" * 1000,
    b"curl " + b"-" * 1000,
    b"curl '",
    b"eyJ" + b"." * 10_000,
    b"a" * 10_000,
    b"\xff" * 1000,
    "curl https://ex\udc80mple/".encode("utf-8", "surrogatepass"),
]


_ADDRESS = re.compile(
    rb"(?:https?://|(?<=http )|(?<=POST ))a(?:pi)?(?:[.]example)?(?:[.]com)?[/\w]*"
)


def _id(reader):
    return reader.NAME


def problem_of(reader, data):
    """Read; return the problem that was raised, None where the data was read."""
    try:
        reader.read(data)
    except intake.Unreadable as error:
        return error.problem
    return None


@pytest.mark.parametrize("reader", READERS, ids=_id)
class TestReader:
    def test_it_says_what_it_is(self, reader):
        assert reader.NAME in SAMPLES
        assert reader.hint().endswith(".")
        assert reader.title() == intake.title_of(reader.NAME)
        assert reader.title()[-1] not in ".:"
        assert all(suffix.startswith(".") for suffix in reader.SUFFIXES)

    def test_its_sample_is_recognised_and_read(self, reader):
        data = SAMPLES[reader.NAME]
        assert intake.recognise(data).kind == reader.NAME
        reading = intake.read(data)
        assert reading.kind == reader.NAME
        given_things = [
            reading.request,
            reading.collection,
            reading.attempt,
            reading.token or None,
        ]
        assert sum(thing is not None for thing in given_things) == 1

    @pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_input_gives_a_problem_at_most(self, reader, data):
        assert 0.0 <= reader.fit(data) <= 1.0
        problem = problem_of(reader, data)
        assert problem is None or (problem.what and problem.todo)

    @given(st.binary(max_size=300))
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_bytes(self, reader, data):
        assert 0.0 <= reader.fit(data) <= 1.0
        problem = problem_of(reader, data)
        assert problem is None or (problem.what and problem.todo)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_an_address_that_is_none_gives_a_problem_at_most(self, reader, address):
        data = _ADDRESS.sub(lambda _: address.encode(), SAMPLES[reader.NAME])
        problem = problem_of(reader, data)
        assert problem is None or problem.what
        attempt = reader.read(data).attempt if problem is None else None
        if attempt is not None:
            recorded_by_host(attempt, reader.NAME, "x")
            diagnose(attempt)

    def test_a_cut_sample_gives_a_problem_at_most(self, reader):
        data = SAMPLES[reader.NAME]
        for end in range(len(data)):
            problem = problem_of(reader, data[:end])
            assert problem is None or (problem.what and problem.todo)


def test_no_two_readers_have_one_name():
    names = [reader.NAME for reader in READERS]
    assert sorted(names) == sorted(set(names)) == sorted(SAMPLES)
    titles = [reader.title() for reader in READERS]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_real_recordings_are_read_whole(path):
    reading = intake.read(path.read_bytes(), path.name)
    assert reading.kind == "har"
    assert reading.attempt.exchanges
    assert reading.notes == ()
