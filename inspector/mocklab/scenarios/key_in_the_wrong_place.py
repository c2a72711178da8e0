"""Scenario: a right API key in the query, where the server doesn't look."""

from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of, with_secret
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "key-in-the-wrong-place"
_KEY = "practice-key-6c1d09be27f4"

REPLIES: dict[str, LabReply] = {
    "not-in-header": json_reply(
        401,
        '{"error": "missing_api_key", "message": "No API key found in request: the header '
        'apikey is missing"}',
        ("WWW-Authenticate", 'Key realm="practice gateway"'),
    ),
    "wrong-key": json_reply(401, '{"message": "Invalid API key"}'),
    "ok": json_reply(200, '{"rates": {"EUR": 1.0, "NOK": 11.7}}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Read the header and nothing else."""
    del bench
    key = request.header("apikey")
    if not key:
        return Chosen("not-in-header")
    return Chosen("ok" if key == _KEY else "wrong-key")


def practise(bench: Bench) -> Practice:
    """Return a request with the key in the query."""
    request = Request(name=tr("Show exchange rates"), url=url_of(bench, SLUG, "rates"))
    return with_secret(
        SLUG, request, "key", _KEY, lambda ref: ApiKey(name="apikey", value=ref, place="query")
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.MISSING_CREDENTIALS,
    title=tr("Key in the wrong place"),
    description=tr("The key is right but stands in the query; the server reads a header."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
