"""Fixes of the address keep the query to themselves and say where things go."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import addresses
from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Cause
from inspector.model.request import FormBody, FormField, NoBody, Request

NONE = Suspicion(cause=Cause.WRONG_ENDPOINT, slug="x", weight=0.5)


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_what_does_not_fit_is_not_built(attempt):
    plain = case(attempt, "> GET https://a.test/\n< 401 No")
    assert addresses.final_address(plain, NONE) is None
    assert addresses.other_host(plain, NONE) is None
    assert addresses.use_https(plain, NONE) is None


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("http://a/x?api_key=s", "https://a/x?api_key=s", "https://a/x"),
        ("http://a/x", "https://a/x", "https://a/x"),
        ("http://a/x", "http://a/y?page=1&access_token=s", "http://a/y?page=1"),
        ("http://a/x?a=1", "http://a/y", "http://a/y?"),
    ],
)
def test_no_secret_of_a_query_is_in_a_change(before, after, change):
    assert addresses.address(before, after).after == change


@pytest.mark.parametrize(
    ("url", "status", "words", "port"),
    [
        ("http://a.test:8080/x", "403 No", "https required", 8080),
        ("http://a.test:8080/x", "401 No", "", 8080),
        ("http://a.test:8443/x", "400 No", "The plain HTTP request was sent to HTTPS port", 0),
        ("http://a.test:8443/x", "400 No", "Client sent an HTTP request to an HTTPS server.", 0),
        ("http://a.test:80/x", "403 No", "", 0),
        ("http://a.test/x", "403 No", "", 0),
        ("https://a.test:8443/x", "403 No", "", 0),
    ],
)
def test_a_port_that_speaks_http_is_not_asked_over_https(attempt, url, status, words, port):
    found = case(attempt, f"> GET {url}\n< {status}\n<< {words}")
    assert addresses.http_port(found) == port
    fix = addresses.use_https(found, NONE)
    assert fix is None if url.startswith("https") else fix.changes[0].ask == bool(port)


def test_https(attempt):
    plain = case(attempt, "> POST http://a.test/x\n< 403 No")
    fix = addresses.use_https(plain, NONE)
    assert fix.sends == "POST https://a.test/x"


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("This key is live, send it to https://live.test/v1", "https://live.test/v1/orders"),
        ("Go to https://live.test/docs", None),
        ("Use https://a.test/v1 instead", None),
        ("Use https://u:p@live.test/v1 instead", None),
    ],
)
def test_another_host_that_the_reply_names(attempt, words, url):
    refused = case(
        attempt, f'> GET https://a.test/v1/orders\n< 401 No\n<< {{"message": "{words}"}}'
    )
    fix = addresses.other_host(refused, NONE)
    assert (fix.changes[0].after if fix else None) == url
    assert fix is None or fix.risk == "new-host"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("> POST https://a.test/x\n< 403 Forbidden", True),
        ("> POST https://a.test/x\n> Origin: https://b.test\n< 403 Forbidden", False),
        ("> GET https://a.test/x\n< 403 Forbidden", False),
        ("> POST https://a.test/x\n< 403 Forbidden\n<< Invalid CSRF token", False),
    ],
)
def test_an_origin_is_added_where_none_was_sent_and_no_token_is_named(attempt, text, offered):
    fix = addresses.origin_where_none(case(attempt, text), NONE)
    assert (fix is not None and fix.id == "own-origin") is offered


def test_the_sites_own_origin(attempt):
    fix = addresses.own_origin(case(attempt, "> POST https://a.test/x\n< 403 No"), NONE)
    assert [change.after for change in fix.changes] == ["https://a.test", "https://a.test/x"]


NAMED = "> Origin: https://shop.test\n> Referer: https://shop.test/cart"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("> POST https://a.test/x\n< 200 OK\n---\n> POST https://a.test/x\n{}\n< 403 No", True),
        (
            "> POST https://a.test/x\n{0}\n< 200 OK\n---\n> POST https://a.test/x\n{0}\n< 403 No",
            False,
        ),
        ("> POST https://a.test/y\n< 200 OK\n---\n> POST https://a.test/x\n{}\n< 403 No", False),
        ("> POST https://a.test/x\n< 200 OK\n---\n> POST https://a.test/x\n< 403 No", False),
    ],
)
def test_an_origin_is_left_out_where_the_same_was_given_without(attempt, text, left):
    fix = addresses.without_origin(Trace(attempt(text.format(NAMED))).case(1), NONE)
    assert (fix is not None) == left
    if fix is not None:
        assert [change.field.name for change in fix.changes] == ["Origin", "Referer"]
        assert {change.operation for change in fix.changes} == {"remove"}


def test_typed_anew_and_past_the_proxy(attempt):
    plain = case(attempt, "> GET https://a.test/x?k=1\n< 404 No")
    assert addresses.correct_address(plain, NONE).changes[0].ask
    assert "k=1" not in addresses.correct_address(plain, NONE).changes[0].before
    assert addresses.without_proxy(plain, NONE).changes[0].after == "none"


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("https://a.test/x", "http://a.test/x", []),
        ("https://a.test/x", "http://b.test/x", []),
        ("https://a.test/x", "https://b.test/x", ["keep-credential", "use-final-address"]),
        ("http://a.test/x", "http://b.test/x", ["keep-credential", "use-final-address"]),
        ("http://a.test/x", "https://a.test/x", ["keep-credential", "use-final-address"]),
    ],
)
def test_no_credential_is_sent_on_from_https_to_http(attempt, before, after, wanted):
    refused = case(
        attempt,
        f"> GET {before}\n> Authorization: Bearer x\n< 302 Found\n< Location: {after}\n---\n"
        f"> GET {after}\n< 401 No",
    )
    built = [build(refused, NONE) for build in (addresses.keep_credential, addresses.final_address)]
    assert [fix.id for fix in built if fix is not None] == wanted


def test_no_host_over_http_is_taken_from_a_reply_over_https(attempt):
    words = '{"message": "Send it to http://live.test/v1"}'
    for scheme, wanted in (("https", None), ("http", "http://live.test/v1/orders")):
        refused = case(attempt, f"> GET {scheme}://a.test/v1/orders\n< 401 No\n<< {words}")
        fix = addresses.other_host(refused, NONE)
        assert (fix.changes[0].after if fix else None) == wanted


def test_a_host_written_by_hand_gives_way_to_that_of_the_address(attempt):
    written = case(attempt, "> GET https://a.test/\n> Host: old.example\n< 421 Misdirected")
    fix = addresses.own_host(written, NONE)
    assert [(str(one.field), one.operation) for one in fix.changes] == [("headers.Host", "remove")]
    assert "old.example" in fix.because
    for own in ("a.test", "A.test:443"):
        plain = case(attempt, f"> GET https://a.test/\n> Host: {own}\n< 421 Misdirected")
        assert addresses.own_host(plain, NONE) is None


def test_a_host_that_is_not_served_is_named_as_it_was_sent(attempt):
    found = diagnose(attempt("> GET https://a.test/\n> Host: old.example\n< 421 Misdirected"))
    assert found.findings[0].title == (
        "The server does not serve the host old.example, which Host named"
    )
    assert found.findings[0].fixes[0].id == "own-host"


# ---------------- A login that is posted
@pytest.mark.parametrize(
    ("query", "allowed", "fields"),
    [
        ("username=ada&password=plum-42", "POST", ("username", "password")),
        ("username=ada", "POST", ()),
        ("page=2", "POST", ()),
        ("username=ada&password=plum-42", "PUT", ()),
    ],
)
def test_a_login_that_wants_post_is_sent_as_a_form(attempt, query, allowed, fields):
    url = f"https://a.test/login?{query}"
    refused = f"> GET {url}\n< 405 Method Not Allowed\n< Allow: {allowed}"
    fix = addresses.other_method(case(attempt, refused), NONE)
    after = apply(Request(url=url), fix, lambda _: "", lambda _: None)
    assert (fix.id, after.method) == ("other-method", allowed)
    assert after.url == ("https://a.test/login" if fields else url)
    values = ("ada", "plum-42")
    form = FormBody(fields=tuple(map(FormField, fields, values)))
    assert after.body == (form if fields else NoBody())
