"""Scenario: a live key sent to the test environment; the other origin knows it."""

from inspector.mocklab.checks.refusals import asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of, with_secret
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "wrong-environment"
_KEY = "practice_live_4f6b0c2a91d7"

REPLIES: dict[str, LabReply] = {
    "live-key": json_reply(
        401,
        '{"error": "wrong_environment", "message": "This is the test environment, and this key '
        'belongs to the live environment. Send it to {{elsewhere}}/scenario/wrong-environment"}',
        ("WWW-Authenticate", 'ApiKey realm="test environment"'),
    ),
    "no-key": asking('ApiKey realm="practice"'),
    "ok": json_reply(200, '{"environment": "live", "orders": [{"id": 7001, "item": "bench"}]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Know the live key at the second origin only."""
    if request.header("X-Api-Key") != _KEY:
        return Chosen("no-key")
    if request.role == "elsewhere":
        return Chosen("ok")
    return Chosen("live-key", {"elsewhere": bench.elsewhere})


def practise(bench: Bench) -> Practice:
    """Return a request with a live key to the test environment."""
    request = Request(name=tr("List orders"), url=url_of(bench, SLUG, "orders"))
    return with_secret(SLUG, request, "key", _KEY, lambda ref: ApiKey(value=ref))


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.WRONG_ENDPOINT,
    title=tr("Wrong environment"),
    description=tr("The key is a live one; this address is the test environment."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
