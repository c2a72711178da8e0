"""Scenario: the server wants Digest and gets Basic; Digest with the same login is accepted."""

from inspector.mocklab.checks.digest import OPAQUE, answer_of, fresh_nonce, is_right
from inspector.mocklab.checks.logins import PASSWORD, USER
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, url_of, with_secret
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "wrong-scheme"
_PARAMS = f'realm="practice", qop="auth", nonce="{{{{nonce}}}}", opaque="{OPAQUE}"'

REPLIES: dict[str, LabReply] = {
    "digest-wanted": json_reply(
        401,
        '{"error": "unauthorized", "detail": "Digest authentication is required"}',
        ("WWW-Authenticate", f"Digest {_PARAMS}, algorithm=SHA-256"),
        ("WWW-Authenticate", f"Digest {_PARAMS}, algorithm=MD5"),
    ),
    "wrong-answer": json_reply(
        401,
        '{"error": "unauthorized", "detail": "The Digest answer is wrong"}',
        ("WWW-Authenticate", f"Digest {_PARAMS}, algorithm=SHA-256"),
        ("WWW-Authenticate", f"Digest {_PARAMS}, algorithm=MD5"),
    ),
    "ok": json_reply(200, '{"meters": [{"id": "north", "kWh": 412}, {"id": "south", "kWh": 377}]}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Accept a right Digest answer; challenge everything else anew."""
    answer = answer_of(request)
    if answer and is_right(request, answer, bench):
        return Chosen("ok")
    name = "wrong-answer" if answer else "digest-wanted"
    return Chosen(name, {"nonce": fresh_nonce(bench)})


def practise(bench: Bench) -> Practice:
    """Return a request that sends the right login by the wrong scheme."""
    request = Request(name=tr("Read the meters"), url=url_of(bench, SLUG, "meters"))
    return with_secret(
        SLUG, request, "password", PASSWORD, lambda ref: Basic(user=USER, password=ref)
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=Cause.SCHEME_MISMATCH,
    title=tr("Wrong scheme"),
    description=tr("The server wants Digest and gets Basic. The same login by Digest is accepted."),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
