"""A 404 for what the trace shows to be there: it is kept from who asks."""

import pytest

from inspector.diagnose.diagnosing import diagnose

DATE = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
MINE, THEIRS = "tok_7c1f0a93e2b84d56", "sess9b31d0c47aef5512"
GONE = f'< 404 Not Found\n{DATE}\n<< {{"error": "Not found"}}'


def _call(method, path, reply, header=f"Authorization: Bearer {MINE}", body=""):
    sent = f"\n>> {body}" if body else ""
    return f"> {method} https://seeds.example{path}\n> {header}{sent}\n{reply}"


def _ok(body):
    return f"< 200 OK\n{DATE}\n< Content-Type: application/json\n<< {body}"


LISTED = _call(
    "GET", "/api/beds", _ok('[{"id": "oak/bed-7", "private": true}]'), f"Cookie: sessionid={THEIRS}"
)
FLAGS = '{{"id": "bed-7f3a", "permissions": {{"can-add-watering": {water}, "can_read": true}}}}'
WATER = '{"bed": "bed-7f3a", "litres": 3}'


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


def test_another_caller_was_shown_it(attempt):
    found = _slugs(attempt, LISTED, _call("GET", "/api/beds/oak/bed-7/rows", GONE))
    assert found[0] == "not-found-hides-forbidden"


def test_another_caller_was_given_it_by_the_same_path_and_body(attempt):
    given = _call("POST", "/find", _ok('{"id": "bed-7f3a"}'), f"Cookie: sessionid={THEIRS}", WATER)
    found = _slugs(attempt, given, _call("POST", "/find", GONE, body=WATER))
    assert found[0] == "not-found-hides-forbidden"


def test_a_right_to_it_is_told_to_lack(attempt):
    read = _call("GET", "/beds/bed-7f3a", _ok(FLAGS.format(water="false")))
    found = _slugs(attempt, read, _call("POST", "/waterings", GONE, body=WATER))
    assert found[0] == "not-found-hides-forbidden"


@pytest.mark.parametrize(
    "parts",
    [
        # The same caller has the right, or nothing is said of one.
        (_call("GET", "/beds/bed-7f3a", _ok(FLAGS.format(water="true"))), _call("POST", "/waterings", GONE, body=WATER)),
        # It reads what it was told of itself: then it is a place below that is not there.
        (_call("GET", "/beds/bed-7f3a", _ok(FLAGS.format(water="false"))), _call("GET", "/beds/bed-7f3a/rain", GONE)),
        # Another thing was shown; a word of the address is no thing.
        (LISTED, _call("GET", "/api/beds/oak/bed-9", GONE)),
        (_call("GET", "/api", _ok('{"name": "plants"}'), f"Cookie: sessionid={THEIRS}"), _call("GET", "/api/plants/4", GONE)),
        # The body names what another caller was given by another path: it may be this path.
        (_call("POST", "/v3/find", _ok('{"id": "bed-7f3a"}'), f"Cookie: sessionid={THEIRS}", WATER), _call("POST", "/v4/find", GONE, body=WATER)),
        # It was taken away in between.
        (LISTED, _call("DELETE", "/api/beds/oak/bed-7", f"< 204 No Content\n{DATE}", f"Cookie: sessionid={THEIRS}"), _call("GET", "/api/beds/oak/bed-7", GONE)),
    ],
)  # fmt: skip
def test_where_nothing_shows_that_it_is_kept_back(attempt, parts):
    assert "not-found-hides-forbidden" not in _slugs(attempt, *parts)


# ---------------- A list that is empty for this caller alone
ORG = "a142823013a8b3c9"
BEDS = '{{"org": "{org}", "beds": [{beds}]}}'
BED = '{"id": "bb8d28431b21722e", "name": "oak"}'


def _none(words):
    reply = (
        f'< 404 Not Found\n{DATE}\n< Content-Type: application/json\n<< {{"message": "{words}"}}'
    )
    return _call("POST", "/api/query", reply, body="beds()")


@pytest.mark.parametrize(
    ("header", "org", "beds", "words", "found"),
    [
        (f"Cookie: sessionid={THEIRS}", ORG, BED, f"no beds found in organization {ORG}", True),
        (f"Authorization: Bearer {MINE}", ORG, BED, f"no beds found in organization {ORG}", False),
        (f"Cookie: sessionid={THEIRS}", ORG, "", f"no beds found in organization {ORG}", False),
        (f"Cookie: sessionid={THEIRS}", "7f3a9c21", BED, f"no beds found in organization {ORG}", False),
        (f"Cookie: sessionid={THEIRS}", ORG, BED, f"no pots found in organization {ORG}", False),
        (f"Cookie: sessionid={THEIRS}", ORG, BED, "no beds found", False),
    ],
)  # fmt: skip
def test_a_list_that_is_empty_for_this_caller(attempt, header, org, beds, words, found):
    listed = _call("GET", "/api/beds", _ok(BEDS.format(org=org, beds=beds)), header)
    slugs = _slugs(attempt, listed, _none(words))
    assert ("not-found-hides-forbidden" in slugs) is found


# ---------------- The same caller was given it at another version of the API
BUILD = '{"number": 881, "state": "done"}'
NO_BUILD = f'< 404 Not Found\n{DATE}\n< Content-Type: application/json\n<< {{"message": "Build not found"}}'
FIRST = _call("GET", "/api/v1/plots/oak-hill/bed-7/builds/881", _ok(BUILD))
SECOND = _call("GET", "/api/v2/plots/oak-hill/bed-7/builds/881", NO_BUILD)


def test_it_is_there_at_another_version(attempt):
    found = _slugs(attempt, FIRST, SECOND)
    assert found[0] == "not-found-hides-forbidden"


@pytest.mark.parametrize(
    "parts",
    [
        # Another thing, or too little in common.
        (FIRST, _call("GET", "/api/v2/weather/today", NO_BUILD)),
        # This version gives something to the same caller.
        (FIRST, _call("GET", "/api/v2/plots", _ok("[]")), SECOND),
        # Another caller was given it.
        (FIRST.replace(MINE, "tok_other0a93e2b84d56"), SECOND),
        # What the version has not got at all, it calls by no name.
        (FIRST, SECOND.replace("Build not found", "Not found")),
        # It is the same version.
        (FIRST, SECOND.replace("/v2/", "/v1/").replace("881", "882")),
        # A page says so, not the API.
        (FIRST, SECOND.replace("application/json", "text/html").replace('{"message": "Build not found"}', "<h1>Not Found</h1>")),
    ],
)  # fmt: skip
def test_where_the_version_says_nothing(attempt, parts):
    assert not _slugs(attempt, *parts)


@pytest.mark.parametrize("header", ["Accept: */*", f"Authorization: Bearer {MINE}"])
def test_nothing_is_kept_from_who_only_logs_in(attempt, header):
    login = '{"user": "bed-7f3a", "password": "c7r-91"}'
    given = _call("POST", "/login", _ok('{"id": "bed-7f3a"}'), f"Cookie: sessionid={THEIRS}", login)
    gone = f'< 404 Not Found\n{DATE}\n<< {{"error": "Could not find bed-7f3a"}}'
    found = _slugs(attempt, given, _call("POST", "/login", gone, header, login))
    assert found
    assert "not-found-hides-forbidden" not in found
