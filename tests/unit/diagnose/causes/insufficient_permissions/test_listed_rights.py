"""What an API itself lists of a caller's rights tells why a place is not to be found."""

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = """> GET https://mon.example/v1{path}
> Authorization: Basic ZGFzaDpMb3JuZS1RdWF5
< {status}
< Content-Type: application/json
<< {told}"""
ONE = '{"results": [{"name": "web01"}]}'
NONE = '{"error": 404, "status": "No objects found."}'


def _slugs(attempt, rights='"objects/query/Host"', status="404 Not Found", given="/objects/hosts"):
    listed = CALL.format(path="", status="200 OK", told=f'{{"permissions": [{rights}]}}')
    got = CALL.format(path=given, status="200 OK", told=ONE)
    asked = CALL.format(path="/objects/services", status=status, told=NONE)
    text = f"{listed}\n---\n{got}\n---\n{asked}"
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("status", ["404 Not Found", "405 Not Allowed", "403 Forbidden"])
@pytest.mark.parametrize("rights", ['"objects/query/Host"', '"read:hosts", "read:pools"'])
def test_a_place_that_is_not_among_the_rights(attempt, rights, status):
    assert _slugs(attempt, rights, status)[:1] == ["right-missing"]


@pytest.mark.parametrize(
    "more",
    [
        {"rights": '"objects/query/Host", "objects/query/Service"'},  # it is among them
        {"rights": '"objects/*"'},
        {"rights": '"filters"'},  # nothing in the list is about what was given
        {"given": "/status"},  # no sister of the address
    ],
)
def test_the_list_does_not_tell(attempt, more):
    assert "right-missing" not in _slugs(attempt, **more)
