"""What several scenarios answer is said alike in header and body."""

import json

from inspector.mocklab.checks.refusals import FRESH_TOKEN, asking, invalid_token


def test_a_challenge_without_and_with_words():
    plain, told = asking('Basic realm="a"'), asking('Basic realm="a"', "Bad login")
    assert (plain.status, plain.headers[0]) == (401, ("WWW-Authenticate", 'Basic realm="a"'))
    assert json.loads(plain.body) == {"error": "unauthorized"}
    assert json.loads(told.body) == {"error": "unauthorized", "message": "Bad login"}


def test_a_refused_token_says_why_in_both_places():
    made = invalid_token("It ended", ("Date", "{{date}}"), scope="a")
    assert made.headers[0][1] == (
        'Bearer realm="orders", error="invalid_token", error_description="It ended", scope="a"'
    )
    assert made.headers[1] == ("Date", "{{date}}")
    assert json.loads(made.body)["error_description"] == "It ended"


def test_a_fresh_token_is_not_stored():
    assert dict(FRESH_TOKEN.headers)["Cache-Control"] == "no-store"
    assert json.loads(FRESH_TOKEN.body)["access_token"] == "{{token}}"
