"""Before a credential goes in another way, one request without it tells whether it was read."""

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

KEY, TOKEN = "k-0123456789abcdef", jwt()
ELSEWHERE = {"other-place-of-the-key", "other-word-before-the-token"}
GIVEN = reply("200 OK", "Content-Type: application/json", body=b'{"a": 1}')


def looks(request):
    sent = header(request, "Authorization")
    return reply("401 Unauthorized", body=b"That one is not known." if sent else b"Nobody came.")


def reads_a_key(request):
    return GIVEN if header(request, "X-Api-Key") == KEY else reply("401 Unauthorized")


def wants_a_word(request):
    known = header(request, "Authorization") == f"Bearer {TOKEN}"
    return GIVEN if known else reply("401 Unauthorized")


def ran(lab, scripted, answer, credential):
    server = scripted([answer])
    request = Request(url=f"{server.url}/orders", credential=credential)
    after = lab.run(lab.send(request))
    return [one.plan.id for one in after.trial.outcomes], after


def test_what_was_read_where_it_stood_goes_nowhere_else(lab, scripted):
    names, _ = ran(lab, scripted, looks, Bearer(token=lab.put(KEY)))
    assert "without-credentials" in names
    assert ELSEWHERE.isdisjoint(names)


def test_where_nobody_looks_it_is_tried_elsewhere(lab, scripted):
    names, after = ran(lab, scripted, reads_a_key, Bearer(token=lab.put(KEY)))
    assert names.index("without-credentials") < names.index("other-place-of-the-key")
    assert after.verdict.findings[0].slug == "key-in-wrong-place"


def test_what_the_request_itself_shows_is_tried_at_once(lab, scripted):
    own = ApiKey(name="Authorization", value=lab.put(TOKEN))
    names, after = ran(lab, scripted, wants_a_word, own)
    assert "without-credentials" not in names
    assert after.verdict.findings[0].slug == "scheme-word-missing"


def reads_what_comes_last(request):
    words = header(request, "Authorization").split()
    return GIVEN if words[1:] == [TOKEN] else reply("401 Unauthorized")


def test_nor_is_it_said_where_any_word_would_do(lab, scripted):
    server = scripted([reads_what_comes_last])
    sent = Request(url=f"{server.url}/a", credential=Bearer(token=lab.put(f"Bearer {TOKEN}")))
    after = lab.run(lab.send(sent), "other-word-before-the-token")
    assert after.verdict.findings[0].slug == "scheme-word-twice"


def test_a_word_that_stood_twice_is_not_called_a_missing_one(lab, scripted):
    """The right word stood there, and more than the token behind it."""
    server = scripted([wants_a_word])
    sent = Request(url=f"{server.url}/a", credential=Bearer(token=lab.put(f"Bearer {TOKEN}")))
    after = lab.run(lab.send(sent), "other-word-before-the-token")
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].slug == "scheme-word-twice"
