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


FORBIDS = '{"data": {"add": null}, "errors": [{"message": "Not authorised", "extensions": {"code": "%s"}}]}'


@pytest.mark.parametrize(
    ("code", "first"), [("FORBIDDEN", "insufficient-permissions"), ("UNAUTHENTICATED", "")]
)
def test_a_success_that_forbids_speaks_of_a_right_too(attempt, code, first):
    call = "> POST https://a.test/graphql\n> Content-Type: application/json\n"
    call += '> Authorization: Bearer 8f7a6e5d4c3b2a1908f7\n>> {"query": "mutation { add }"}\n'
    head = "< 200 OK\n< Content-Type: application/json\n"
    text = f'{call}{head}<< {{"data": {{"add": 7}}}}\n---\n{call}{head}<< {FORBIDS % code}'
    found = diagnose(attempt(text)).findings[0].cause.value
    assert (found == "insufficient-permissions") is bool(first)


def test_a_word_in_front_of_a_key_makes_it_another_call(attempt):
    call = "> GET https://a.test/v1/jobs\n> X-Depot-Token: {}a0f490be6cd14d2b\n"
    given = f"{call.format('')}< 200 OK\n<< []\n---\n"
    found = diagnose(attempt(f"{given}{call.format('Bearer ')}< 401 Unauthorized")).findings
    assert found[0].slug == "key-sent-in-another-way"
    assert "worked-before" not in {one.slug for one in found}
    found = diagnose(attempt(f"{given}{call.format('')}< 401 Unauthorized")).findings
    assert found[0].slug == "worked-before"


TENANT = """> GET https://a.test/v1/jobs
> Authorization: Bearer 8f7a6e5d4c3b2a1908f7
> X-Tenant: {tenant}
"""


def test_a_header_that_the_reply_names_was_another_one(attempt):
    given = f"{TENANT.format(tenant='harbour')}< 200 OK\n<< []\n---\n"
    said = (
        '< 400 Bad Request\n<< {"description": "The X-Tenant header is invalid. No such tenant."}'
    )
    found = diagnose(attempt(f"{given}{TENANT.format(tenant='harbor')}{said}")).findings
    assert "worked-before" not in {one.slug for one in found}
    found = diagnose(attempt(f"{given}{TENANT.format(tenant='harbor')}< 401 Unauthorized")).findings
    assert found[0].slug == "worked-before"


@pytest.mark.parametrize(
    ("sent", "told"), [("", True), ("> X-Tenant: harbour\n", False)], ids=["none", "one"]
)
def test_a_tenant_that_is_missed_by_its_header(attempt, sent, told):
    call = f"> GET https://a.test/v1/jobs\n> Authorization: Bearer 8f7a6e5d4c3b2a1908f7\n{sent}"
    said = '< 400 Bad Request\n<< {"description": "The \\"X-Tenant\\" header is required."}'
    found = diagnose(attempt(call + said)).findings
    assert (found[0].slug == "second-part-missing") is told


KEYED = "> GET https://a.test/v1/jobs?api_key=8f7a6e5d4c3b2a1908f7{more}\n< {status}"


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [("&berth=7", "", False), ("", "", True), ("", "&berth=7", True)],
    ids=["left off", "the same", "added"],
)
def test_a_key_beside_which_a_part_of_the_address_was_left_off_was_not_taken_back(
    attempt, before, now, told
):
    parts = (KEYED.format(more=before, status="200 OK"), KEYED.format(more=now, status="401 No"))
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert ("worked-before" in {one.slug for one in found}) is told


METHOD = """> GET https://a.test/v1/{path}
> Authorization: Bearer 8f7a6e5d4c3b2a1908f7
< {status}
< Content-Type: application/json
<< {body}"""
NO_METHOD = '{"message": "not authorized to call method"}'


@pytest.mark.parametrize(
    ("before", "status", "first"),
    [
        ("rates", "401 Unauthorized", "worked-before"),
        ("rates", "403 Forbidden", "right-missing"),
        ("me", "401 Unauthorized", "works-elsewhere"),
    ],
)
def test_words_of_a_right_at_401_are_doubted_of_the_very_call_that_worked(
    attempt, before, status, first
):
    given = METHOD.format(path=before, status="200 OK", body="[]")
    refused = METHOD.format(path="rates", status=status, body=NO_METHOD)
    assert diagnose(attempt(f"{given}\n---\n{refused}")).findings[0].slug == first
