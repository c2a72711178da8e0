"""A call that is not known at a port or name, and was given under another one of the machine."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

LOGIN = "> Authorization: Basic b3RhOm1pbGwtcG9uZC03"
DIGEST = (
    '> Authorization: Digest username="ota", realm="mill", nonce="{0}{0}{0}{0}", uri="/rpc", qop=auth, '
    'nc=00000001, cnonce="0a4f", response="{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}"'
)
NO_METHOD = '{"error": {"code": -32601, "message": "Method not found"}, "id": 1}'
GIVEN = '{"result": {"berths": []}, "id": 1}'


def _call(where, status, *, login=LOGIN, host="", body="", asked="", told=""):
    lines = [f"> {'POST' if asked else 'GET'} http://{where}", login, host and f"> Host: {host}"]
    lines += [asked and f">> {asked}", f"< {status}", told and f"< Content-Type: {told}"]
    return "\n".join(filter(None, [*lines, body and f"<< {body}"]))


def _slugs(*calls):
    found = diagnose(sent_from_here(attempt_of("\n---\n".join(calls)))).findings
    return [one.slug for one in found]


def _rpc(where, told, method="list_berths"):
    asked = f'{{"jsonrpc": "2.0", "id": 1, "method": "{method}"}}'
    kind = "application/json"
    return _call(f"{where}/rpc", "200 OK", asked=asked, body=told, told=kind)


@pytest.mark.parametrize(
    ("calls", "slug"),
    [
        (
            (
                _call("10.0.0.5:8080/deck/state", "200 OK", body="up"),
                _call("10.0.0.5:9090/deck/state", "404 Not Found", body="Not Found"),
            ),
            "other-port-serves-it",
        ),
        (
            (
                _call("10.0.0.5:8080/deck/state", "200 OK", body="up"),
                _call("10.0.0.5:8080/deck/state", "410 Gone", host="old.mill.example"),
            ),
            "host-not-served",
        ),
        ((_rpc("10.0.0.5:8080", GIVEN), _rpc("10.0.0.5:9090", NO_METHOD)), "other-port-serves-it"),
        (
            (
                _rpc("10.0.0.5:8080", GIVEN).replace(LOGIN, DIGEST.format("a1", "c4")),
                _rpc("10.0.0.5:9090", NO_METHOD).replace(LOGIN, DIGEST.format("b2", "d5")),
            ),
            "other-port-serves-it",
        ),
    ],
)
def test_it_is_told_where_the_call_is_known(calls, slug):
    assert _slugs(*calls)[0] == slug


@pytest.mark.parametrize(
    "calls",
    [
        (  # which things there are differs from port to port
            _call("10.0.0.5:8080/deck/7", "200 OK", body="up"),
            _call("10.0.0.5:9090/deck/7", "404 Not Found", body="Not Found"),
        ),
        (  # another caller was given it
            _call("10.0.0.5:8080/deck/state", "200 OK", login="> X-Api-Key: 7c1f0a93e2b84d56"),
            _call("10.0.0.5:9090/deck/state", "410 Gone", body="Gone"),
        ),
        (
            _call("10.0.0.5:8080/deck/state", "200 OK", login="> Authorization: Basic b3RhOngx"),
            _call("10.0.0.5:9090/deck/state", "410 Gone", body="Gone"),
        ),
        (  # an API has what it has
            _rpc("10.0.0.5:8080", GIVEN),
            _rpc("10.0.0.5:8080", NO_METHOD, "list_cranes"),
        ),
        (  # this port takes the caller
            _call("10.0.0.5:9090/deck/list", "200 OK", body="a"),
            _rpc("10.0.0.5:8080", GIVEN),
            _rpc("10.0.0.5:9090", NO_METHOD),
        ),
    ],
)
def test_silent_where_the_difference_shows_nothing(calls):
    assert not {"other-port-serves-it", "host-not-served"} & {*_slugs(*calls)}
