"""An address that others got, or that is saved, is not just missing where it answers 404."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.workbench.probing.met_before import met_before
from tests.fixtures.scripted import reply
from tests.fixtures.short_texts import attempt_of

MINE = "> Authorization: Bearer abc.def\n"
OTHERS = "> Authorization: Bearer other.one\n"
ITEM = "> GET https://a.test/items/12\n"
GONE = '< 404 Not Found\n< Content-Type: application/json\n<< {"error": "Item 12 not found"}'
GIVEN = "< 200 OK\n<< {}"


def verdict_after(asked, *earlier, saved=()):
    import msgspec

    attempt = attempt_of(asked)
    met = met_before(attempt, map(attempt_of, earlier), saved, Scope())
    last = attempt.exchanges[-1].request
    known = Request(url=last.url, method=last.method)
    return diagnose(msgspec.structs.replace(attempt, met=met, request=known))


@pytest.mark.parametrize(
    "earlier",
    [
        ITEM + OTHERS + GIVEN,  # another caller
        "> PUT https://a.test/items/12\n" + MINE + GIVEN,  # another method
        ITEM + GIVEN,  # nobody in particular
    ],
)
def test_who_is_refused_what_was_there_is_told(earlier):
    found = verdict_after(ITEM + MINE + GONE, earlier).findings
    assert found[0].slug == "not-found-hides-forbidden"
    assert found[0].certainty == "possible"


@pytest.mark.parametrize(
    "earlier",
    [
        ITEM + MINE + GIVEN,  # it was there for the same caller: it may be deleted
        "> DELETE https://a.test/items/12\n" + OTHERS + GIVEN,
        "> GET https://a.test/items/13\n" + OTHERS + GIVEN,
        "> GET https://b.test/items/12\n" + OTHERS + GIVEN,
        "> OPTIONS https://a.test/items/12\n" + OTHERS + GIVEN,
        ITEM + OTHERS + "< 404 Not Found",
    ],
)
def test_what_is_missing_for_other_reasons_stays_silent(earlier):
    assert verdict_after(ITEM + MINE + GONE, earlier).findings == ()


def test_without_a_credential_it_is_an_ordinary_404():
    assert verdict_after(ITEM + GONE, ITEM + OTHERS + GIVEN).findings == ()


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "422 Unprocessable Content", "404 Not Found"]
)
def test_a_wordless_error_where_something_was_is_told(status):
    found = verdict_after(ITEM + MINE + f"< {status}", ITEM + OTHERS + GIVEN).findings
    assert {one.certainty for one in found[:1]} == {"possible"}


def test_what_is_said_of_the_request_is_reason_enough():
    said = "< 400 Bad Request\n<< count must be positive"
    assert verdict_after(ITEM + MINE + said, ITEM + OTHERS + GIVEN).findings == ()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://a.test/items/12", True),
        ("https://a.test/items/{{id}}", True),
        ("https://a.test/items", False),
        ("https://{{host}}/items/12", False),
    ],
)
def test_an_address_of_the_collection_exists(url, told):
    saved = (Request(url=url, method="PUT"),)
    found = verdict_after(ITEM + MINE + "< 404 Not Found", saved=saved).findings
    assert bool(found) is told


def test_the_workbench_remembers_what_it_was_given(lab, scripted):
    """The first caller is given the item; the second is told that there is none."""

    def api(request):
        return reply("200 OK", body=b"{}") if b"first" in request else reply("404 Not Found")

    url = scripted([api]).url + "/items/12"
    mine, theirs = (Bearer(token=lab.put(f"{name}-0123456789")) for name in ("mine", "first"))
    assert lab.send(Request(url=url, credential=mine)).verdict.findings == ()
    lab.send(Request(url=url, credential=theirs))
    again = lab.send(Request(url=url, credential=mine)).verdict.findings
    assert again[0].slug == "not-found-hides-forbidden"


def test_what_hides_from_everybody_may_hide_from_this_caller(lab, scripted):
    """Nobody, a made-up credential and mine are told alike that nothing is there."""

    def api(request):
        return reply("200 OK", body=b"{}") if b"first" in request else reply("404 Not Found")

    url = scripted([api]).url + "/items/12"
    mine, theirs = (Bearer(token=lab.put(f"{name}-0123456789")) for name in ("mine", "first"))
    lab.send(Request(url=url, credential=theirs))
    answer = lab.send(Request(url=url, credential=mine))
    after = lab.run(answer, "garbage-credentials", "without-credentials")
    assert after.verdict.findings[0].slug == "not-found-hides-forbidden"
    assert "authorization-stripped" not in {
        one.finding for outcome in after.trial.outcomes for one in outcome.moved
    }
