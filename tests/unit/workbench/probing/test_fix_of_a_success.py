"""Where an experiment was accepted, the first fix sends the credential in just that way."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import Secret
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

KEY, TOKEN = "k-0123456789abcdef", jwt()
GIVEN = reply("200 OK", "Content-Type: application/json", body=b'{"a": 1}')
BARE = reply("401 Unauthorized")


def reads_a_key(request):
    return GIVEN if header(request, "X-Api-Key") == KEY else BARE


def reads_a_token(request):
    return GIVEN if header(request, "Authorization") == f"Bearer {TOKEN}" else BARE


def wants_bearer(request):
    known = header(request, "Authorization") == f"Bearer {KEY}"
    return GIVEN if known else reply("401 Unauthorized", 'WWW-Authenticate: Bearer realm="a"')


def reads_it_bare(request):
    return GIVEN if header(request, "Authorization") == KEY else BARE


def reads_an_access_token(request):
    known = header(request, "X-Access-Token") == KEY
    missed = reply("403 Forbidden", body=b'{"message": "No token provided!"}')
    return GIVEN if known else missed


def refuses(_request):
    return BARE


def requests(lab, url):
    key, token = lab.put(KEY), lab.put(TOKEN)
    return {
        "bearer": Request(url=url, credential=Bearer(token=key)),
        "own name": Request(url=url, credential=ApiKey(name="X-Auth-Token", value=key)),
        "query": Request(url=url, credential=ApiKey(name="api_key", value=key, place="query")),
        "header": Request(url=url, credential=ApiKey(name="X-Access-Token", value=token)),
        "cookie": Request(url=url, headers=(RequestHeader("Cookie", f"access_token={TOKEN}"),)),
    }


def played(lab, scripted, answer, sent, name):
    request = requests(lab, f"{scripted([answer]).url}/orders")[sent]
    return lab.run(lab.send(request), name)


def sent_with(lab, answer, fix):
    asks = any(change.ask for change in fix.changes)  # a cookie is no credential to carry over
    given = Given(secret=Secret(TOKEN)) if asks else Given()
    coming = lab.bench.fix(answer.attempt.request, fix, Scope(), given=given)
    fixed = lab.bench.submit(coming).result(20)
    assert fixed.done, fixed
    return lab.send(fixed.request).attempt.exchanges[-1].reply.status


MOVED = "other-place-of-the-key"


@pytest.mark.parametrize(
    ("answer", "sent", "name", "where"),
    [
        (reads_a_key, "bearer", MOVED, "X-Api-Key"),
        (reads_an_access_token, "bearer", MOVED, "X-Access-Token"),
        (reads_a_key, "own name", MOVED, "X-Api-Key"),
        (reads_a_key, "query", MOVED, "X-Api-Key"),
        (reads_a_token, "header", MOVED, "Authorization"),
        (reads_a_token, "cookie", MOVED, "Authorization"),
        (wants_bearer, "query", "other-scheme", "Authorization"),
    ],
)
def test_it_is_sent_where_it_was_accepted(lab, scripted, answer, sent, name, where):
    after = played(lab, scripted, answer, sent, name)
    first = after.verdict.findings[0]
    assert (first.slug, first.fixes[0].id) == ("key-in-wrong-place", "as-accepted")
    assert where in first.title
    assert where in first.fixes[0].title
    assert sent_with(lab, after, first.fixes[0]) == 200
    again = [fix.title for fix in first.fixes if fix.id == "send-as-key" and where in fix.title]
    assert not again, "that is the same once more"


@pytest.mark.parametrize("sent", ["bearer", "own name", "query", "cookie"])
def test_where_nothing_was_accepted_no_place_is_named(lab, scripted, sent):
    after = played(lab, scripted, refuses, sent, MOVED)
    assert after.trial.outcomes[0].result == "same"
    assert "as-accepted" not in {fix.id for one in after.verdict.findings for fix in one.fixes}


def test_a_token_that_is_read_bare_goes_without_its_word(lab, scripted):
    after = played(lab, scripted, reads_it_bare, "bearer", "other-word-before-the-token")
    first = after.verdict.findings[0]
    assert (first.slug, first.fixes[0].id) == ("other-word-wanted", "drop-scheme-word")
    assert "without a word" in first.title
    assert sent_with(lab, after, first.fixes[0]) == 200


def test_a_token_that_no_word_helps_keeps_its_word(lab, scripted):
    after = played(lab, scripted, refuses, "bearer", "other-word-before-the-token")
    assert after.trial.outcomes[0].result == "same"
    ids = {fix.id for one in after.verdict.findings for fix in one.fixes}
    assert "drop-scheme-word" not in ids
