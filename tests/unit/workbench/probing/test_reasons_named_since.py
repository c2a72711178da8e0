"""What was accepted before, where words or status say that neither credential nor right is amiss."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Request, RequestHeader
from tests.fixtures.scripted import reply

JSON, HTML = "Content-Type: application/json", "Content-Type: text/html"
GIVEN = reply("200 OK", JSON, body=b'{"orders": []}')
COOKIE = RequestHeader("Cookie", "SID=k3Jd8sQ2x7Lm9")
MARK = RequestHeader("X-CSRF-Token", "t-0123456789")
ORDER = JsonBody(text='{"a": 1}')


def looked_back(lab, scripted, refusal, before, now):
    """Send what is accepted, then what is refused; return the answer after the look back."""
    given = iter([GIVEN])
    server = scripted([lambda _: next(given, refusal)])
    lab.send(before(server.url))
    answer = lab.send(now(server.url))
    alone = replace(answer, earlier=(), verdict=diagnose(answer.attempt))
    return lab.run(alone, "accepted-before")


def says(status, words):
    return reply(status, JSON, body=f'{{"message": "{words}"}}'.encode())


# ---------------- A session that writes
def written(*rows, path="/orders"):
    return lambda url: Request(url=url + path, method="POST", headers=rows, body=ORDER)


def test_a_place_that_is_not_there_wants_no_token_against_forgery(lab, scripted):
    def read(url):
        return Request(url=f"{url}/me", headers=(COOKIE,))

    after = looked_back(lab, scripted, says("404 Not Found", "Not Found"), read, written(COOKIE))
    slugs = [one.slug for one in after.verdict.findings]
    assert slugs[0] == "path-unknown"
    assert "csrf-token-missing" not in slugs


def test_what_is_forbidden_may_want_one(lab, scripted):
    def read(url):
        return Request(url=f"{url}/orders", headers=(COOKIE,))

    after = looked_back(lab, scripted, says("403 Forbidden", "Forbidden"), read, written(COOKIE))
    assert after.verdict.findings[0].slug == "csrf-token-missing"


@pytest.mark.parametrize(
    ("rows", "slug"),
    [((COOKIE,), "csrf-token-missing"), ((COOKIE, MARK), "csrf-token-mismatch")],
    ids=["without a token", "with one"],
)
@pytest.mark.parametrize("status", ["400 Bad Request", "403 Forbidden"])
def test_words_of_forgery_are_the_reason(lab, scripted, rows, slug, status):
    words = says(status, "CSRF token missing or incorrect")
    after = looked_back(lab, scripted, words, written(*rows), written(*rows))
    assert after.verdict.findings[0].slug == slug


def test_a_request_that_is_called_bad_leaves_the_session(lab, scripted):
    words = says("400 Bad Request", "Bad request")
    after = looked_back(lab, scripted, words, written(COOKIE), written(COOKIE))
    assert after.verdict.findings[0].slug == "session-ended"


# ---------------- A key that signs
def signed(path="/a", by="9f8e7d6c5b4a39289f8e7d6c5b4a3928"):
    rows = (RequestHeader("X-Api-Key", "k-0123456789abcdef"), RequestHeader("X-Sign", by))
    return lambda url: Request(url=url + path, headers=rows)


OTHER = "0f8e7d6c5b4a39289f8e7d6c5b4a3927"
NOW = pytest.mark.parametrize(
    "now",
    [signed(), signed(by=OTHER), signed("/b", OTHER)],
    ids=["the same", "signed anew", "another call"],
)
OF_THE_KEY = {"worked-before", "key-revoked", "works-elsewhere"}


@NOW
@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_wrong_signature_is_no_end_of_the_key(lab, scripted, status, now):
    after = looked_back(lab, scripted, says(status, "Invalid Sign"), signed(), now)
    found = after.verdict.findings
    assert found[0].slug == "request-signature-wrong"
    assert not OF_THE_KEY & {one.slug for one in found}


@NOW
@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_wrong_number_is_no_end_of_the_key(lab, scripted, status, now):
    after = looked_back(lab, scripted, says(status, "Invalid nonce"), signed(), now)
    assert not OF_THE_KEY & {one.slug for one in after.verdict.findings}


@pytest.mark.parametrize("status", ["400 Bad Request", "200 OK"])
def test_a_number_that_was_sent_twice_comes_first(lab, scripted, status):
    after = looked_back(lab, scripted, says(status, "Invalid nonce"), signed(), signed())
    slugs = [one.slug for one in after.verdict.findings]
    assert slugs[0] == "nonce-replayed"
    assert "worked-before" not in slugs


def test_the_same_without_a_word_is(lab, scripted):
    after = looked_back(lab, scripted, reply("401 Unauthorized"), signed(), signed())
    assert after.verdict.findings[0].slug == "worked-before"


# ---------------- A page that offers a login to everybody
FORM = (
    b"<html><title>Oops</title><h1>Oops</h1><form method=post action=/login>"
    b"<input name=user><input type=password name=pw></form></html>"
)


@pytest.mark.parametrize(("status", "passed_over"), [("404 Not Found", False), ("200 OK", True)])
def test_a_page_for_what_is_not_there_passes_over_nothing(lab, scripted, status, passed_over):
    held = lab.put("k3yV91c5d20fe6a8b7c6d5")

    def of(path):
        return lambda url: Request(url=url + path, credential=Bearer(token=held))

    after = looked_back(lab, scripted, reply(status, HTML, body=FORM), of("/me"), of("/orders"))
    told = "passes it over for a login" in after.trial.outcomes[0].meaning
    assert told is passed_over
    assert (after.verdict.findings[0].slug == "path-unknown") is not passed_over
