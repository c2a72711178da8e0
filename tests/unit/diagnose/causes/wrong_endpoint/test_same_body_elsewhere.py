"""What is not found at one path, and is taken unchanged at one with more parts in it."""

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://lab.test{path}
> api-key: OhkHvW9JIrQP4Gb6KJsNiinM77eWjMOH
> Content-Type: application/json
>> {body}
< {reply}
< Content-Type: application/json
"""
NONE, DONE = "404 Not Found", "200 OK"
LONG, SHORT = "/openai/deployments/gpt/chat/completions", "/openai/chat/completions"
BODY = '{"model": "gpt", "messages": ["ping"]}'


def _found(attempt, *calls):
    text = "---\n".join(CALL.format(path=p, body=b, reply=r) for p, b, r in calls)
    return diagnose(attempt(text)).findings


@pytest.mark.parametrize("later", [True, False])
def test_the_parts_that_are_missing_are_named(attempt, later):
    calls = [(SHORT, BODY, NONE), (LONG, BODY, DONE)]
    found = _found(attempt, *(calls if later else reversed(calls)))
    assert found[0].slug == "path-unknown"
    assert "This path lacks /deployments/gpt in it" in [one.statement for one in found[0].evidence]


@pytest.mark.parametrize(
    ("path", "body", "reply"),
    [
        (LONG, '{"model": "gpt", "messages": ["pong"]}', DONE),  # something else was asked
        (LONG, BODY, NONE),
        ("/openai/deployments/gpt/embeddings", BODY, DONE),  # it does something else
        ("/other/completions", BODY, DONE),
    ],
)
def test_another_call_says_nothing_of_the_path(attempt, path, body, reply):
    found = _found(attempt, (SHORT, BODY, NONE), (path, body, reply))
    said = [one.statement for each in found for one in each.evidence]
    assert not any("This path lacks" in one for one in said)


MACHINE = """> POST https://guard.test{path}
> Content-Type: application/json
>> {{"machine_id": "depot", "password": "copper-reed-18"}}
< {status}
< Content-Type: application/json
<< {body}"""


@pytest.mark.parametrize(("body", "elsewhere"), [("", False), ('{"token": "abcdefgh12"}', True)])
def test_who_signed_up_was_not_let_in(attempt, body, elsewhere):
    """Created, and nothing handed out for it: an account was made, and may wait for its owner."""
    made = MACHINE.format(path="/v1/watchers", status="201 Created", body=body)
    refused = MACHINE.format(path="/v1/watchers/login", status="401 Unauthorized", body="{}")
    slugs = {one.slug for one in diagnose(attempt(f"{made}\n---\n{refused}")).findings}
    assert ("path-unknown" in slugs) is elsewhere
