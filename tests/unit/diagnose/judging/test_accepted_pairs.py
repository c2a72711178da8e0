"""The very same request was given where its secret came in another place, whatever the status."""

import pytest

from inspector.diagnose.diagnosing import diagnose

KEY = "plk-v1-7c1f0a93e2b84d56aa01"
SAID = '< Content-Type: application/json\n<< {"message": "No model can be offered for this."}'
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"text": "pong"}'


def _ask(headers, reply, body='{"model": "tide-2"}'):
    sent = "".join(f"> {one}\n" for one in headers)
    return (
        f"> POST https://pier.test/v1/messages\n{sent}> Content-Type: application/json\n"
        f">> {body}\n{reply}"
    )


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


BOTH = ("X-Api-Key: none-needed", f"Authorization: Bearer {KEY}")
IN_KEY = (f"X-Api-Key: {KEY}",)


@pytest.mark.parametrize("status", ["404 Not Found", "400 Bad Request", "422 No"])
def test_the_place_of_the_key_decides(attempt, status):
    found = _slugs(attempt, _ask(BOTH, f"< {status}\n{SAID}"), _ask(IN_KEY, GIVEN))
    assert found[0] == "key-in-wrong-place"


def test_the_key_of_a_query_hides_behind_404_as_well(attempt):
    first = f"> GET https://pier.test/v1/tides?api_key={KEY}\n< 404 Not Found\n{SAID}"
    second = f"> GET https://pier.test/v1/tides\n> X-Api-Key: {KEY}\n{GIVEN}"
    assert _slugs(attempt, first, second)[0] == "key-in-wrong-place"


@pytest.mark.parametrize(
    "parts",
    [
        # Something else was asked for.
        (_ask(BOTH, f"< 404 No\n{SAID}", body='{"model": "reef-1"}'), _ask(IN_KEY, GIVEN)),
        # The key is another one, too.
        (_ask(BOTH, f"< 404 No\n{SAID}"), _ask(("X-Api-Key: plk-v1-0000a93e2b84d56bb02",), GIVEN)),
        # The same request in the same way.
        (_ask(BOTH, f"< 404 No\n{SAID}"), _ask(BOTH, GIVEN)),
    ],
)
def test_where_more_differs(attempt, parts):
    assert "key-in-wrong-place" not in _slugs(attempt, *parts)
