"""What worked and is denied now: 401 takes the token back, 403 a right of its owner."""

import pytest

from inspector.diagnose import diagnose


@pytest.mark.parametrize(
    ("status", "first"), [("401 Unauthorized", "worked-before"), ("403 Forbidden", "forbidden")]
)
def test_who_is_denied_what_worked_lost_a_right_by_403(attempt, status, first):
    call = "> POST https://a.test/depot\n> Authorization: Bearer 8f7a6e5d4c3b2a1908f7\n>> a=1\n"
    text = call + "< 201 Created\n---\n" + call
    text += f'< {status}\n<< {{"error": "Permission denied"}}'
    assert diagnose(attempt(text)).findings[0].slug == first


@pytest.mark.parametrize(
    ("said", "first"), [("ACL token not found", "worked-before"), ("Access denied", "forbidden")]
)
def test_a_token_that_is_not_found_any_more_was_deleted(attempt, said, first):
    call = "> GET https://a.test/v1/jobs\n> X-Depot-Token: a0f490be-6cd1-4d2b-a6b3-cba63ffcf1d9\n"
    text = f"{call}< 200 OK\n<< []\n---\n{call}< 403 Forbidden\n<< {said}"
    assert diagnose(attempt(text)).findings[0].slug == first
