"""Redirects: what each hop changes and drops, with the reason."""

import pytest

from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Header, Message, Reply, latin1
from inspector.model.request import Options
from inspector.send.redirects import leads_to, may_have, next_hop, same_origin, target_of
from tests.fixtures.odd_addresses import ADDRESSES

HEADERS = (
    Header("Host", "a.example", "default"),
    Header("Accept", "*/*", "default"),
    Header("Authorization", "Basic x", "credential"),
    Header("X-Api-Key", "k"),
    Header("X-Trace", "1"),
    Header("Cookie", "sid=1"),
    Header("Content-Type", "a/b", "default"),
    Header("Content-Length", "4", "default"),
)


def _hop(location, status=302, options=None, **message):
    sent = {
        "method": "GET",
        "url": "https://a.example/dir/x?k=1",
        "target": "/dir/x?k=1",
        "headers": HEADERS,
        **message,
    }
    return next_hop(_redirected(location, status, sent), options or Options())


def _redirected(location, status=302, sent=None):
    reply = Reply(status=status, headers=(Header("Location", location),))
    asked = sent or {"method": "GET", "url": "https://a.example/", "target": "/"}
    return Exchange(request=Message(**asked), reply=reply)


def _names(hop):
    return [each.name for each in hop.message.headers]


def _dropped(hop):
    return {each.name: each.rule for each in hop.dropped}


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/y", "https://a.example/y"),
        ("y", "https://a.example/dir/y"),
        ("?z", "https://a.example/dir/x?z"),
        ("//b.example/", "https://b.example/"),
        ("http://a.example", "http://a.example/"),
        ("https://a.example/\xc3\xa4 b", "https://a.example/%C3%A4%20b"),
        ("https://u:p@b.example/", "https://b.example/"),
        ("#top", "https://a.example/dir/x?k=1"),
    ],
)
def test_where_it_leads(location, url):
    hop = _hop(location)
    assert hop.message.url == url
    assert url.endswith(hop.message.target)


@pytest.mark.parametrize("location", ["ftp://x/", "app://callback", "http://[x/", "https://a:0/"])
def test_what_can_not_be_followed_is_the_end(location):
    assert _hop(location) is None


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd and was not followed. Addresses that"),
        ("data:text/html,a", "start with data: are not asked for"),
        ("javascript:alert(1)", "start with javascript: are"),
        ("app://callback?error=denied&state=x", "start with app: are"),
        ("//%25", "https://%25 and was not followed. %25 is not a valid host name."),
        ("http://[::1", "http://[::1 and was not followed. The bracket of [::1 is not closed."),
        ("http://b.example:99999/", "The port in b.example:99999 is not a number"),
        ("http://u:planted-pw@%/x?token=planted-token", "\u2022"),
        (f"http://%/{'a' * 9000}", "…"),
    ],
)
def test_why_a_redirect_is_not_followed(location, words):
    failure = leads_to(_redirected(location))
    assert failure.kind == "redirect-not-followed"
    assert words in failure.message
    assert "planted" not in failure.message
    assert len(failure.message) < 500


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_addresses_lead_somewhere_or_say_why_not(address):
    assert leads_to(_redirected(latin1(address))) is not None


def test_the_answer_of_a_sign_in_goes_to_its_app():
    assert leads_to(_redirected("app://callback?code=a1b2&state=x")) is None


@pytest.mark.parametrize("status", [200, 300, 304, 305, 401])
def test_other_codes_are_no_redirects(status):
    assert _hop("/y", status) is None


def test_no_location_or_a_failure_is_the_end():
    message = Message(method="GET", url="http://a/", target="/")
    assert target_of(Exchange(request=message, reply=Reply(status=302))) is None
    failed = Failure(stage="body", kind="reset", message="")
    reply = Reply(status=302, headers=(Header("Location", "/"),))
    assert target_of(Exchange(request=message, reply=reply, failure=failed)) is None


def test_the_same_origin_keeps_everything():
    hop = _hop("/y")
    assert _names(hop) == [each.name for each in HEADERS]
    assert hop.dropped == ()
    assert hop.same_credential


@pytest.mark.parametrize(
    "location",
    [
        "https://b.example/",
        "https://sub.a.example/",
        "https://a.example:8443/",
    ],
)
def test_another_origin_gets_no_credential(location):
    hop = _hop(location)
    assert _names(hop) == ["Host", "Accept", "X-Trace", "Content-Type", "Content-Length"]
    assert _dropped(hop) == dict.fromkeys(("Authorization", "X-Api-Key", "Cookie"), "other-origin")
    assert all("another origin" in each.reason for each in hop.dropped)
    assert not hop.same_credential


@pytest.mark.parametrize("allowed", [(), ("*",), ("a.example",), ("a.example:80",)])
@pytest.mark.parametrize("location", ["http://a.example/", "http://a.example:443/"])
def test_nothing_secret_goes_from_https_to_http_not_even_where_the_host_is_allowed(
    location, allowed
):
    hop = _hop(location, options=Options(keep_credential_for=allowed))
    assert _dropped(hop) == dict.fromkeys(("Authorization", "X-Api-Key", "Cookie"), "downgrade")
    assert not hop.same_credential
    assert not may_have("https://a.example/", location, Options(keep_credential_for=allowed))


FORM = (Header("Content-Type", "application/x-www-form-urlencoded"), Header("Content-Length", "9"))
BODIES = [
    ({"body": b"a=1&p=xyz", "body_secret": ((6, 9),)}, FORM),
    ({"body": b"grant_type=password&username=ada&password=hunter22"}, FORM),
    ({"body": b"client_id=a&client_secret=s3cret"}, FORM),
    ({"body": b'{"user": {"password": "hunter22"}}'}, ()),
    ({"body": b'{"jsonrpc": "2.0", "params": {"api_key": "k-12345678"}}'}, ()),
    ({"body": b'--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter\r\n--b--'}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "headers"), BODIES)
@pytest.mark.parametrize(
    ("status", "method"),
    [(307, "POST"), (308, "POST"), (307, "PUT"), (301, "PUT"), (302, "PATCH"), (308, "DELETE")],
)
@pytest.mark.parametrize("location", ["https://b.example/", "https://a.example:8443/"])
def test_a_body_with_a_secret_stops_before_another_origin(
    fields, headers, status, method, location
):
    hop = _hop(location, status, method=method, headers=headers, **fields)
    assert hop.failure.kind == "secret-held-back"
    assert "the body" in hop.failure.message
    assert _dropped(hop)["body"] == "held-back"
    assert (hop.message.body, hop.message.body_size, hop.message.body_secret) == (b"", 0, ())
    assert _names(hop) == []
    assert hop.message.method == method
    away = hop.message.url.split("/")[2]
    allowed = _hop(
        location,
        status,
        Options(keep_credential_for=(away,)),
        method=method,
        headers=headers,
        **fields,
    )
    assert allowed.failure is None
    assert allowed.message.body == fields["body"]


@pytest.mark.parametrize(("fields", "headers"), BODIES)
@pytest.mark.parametrize("allowed", [(), ("*",), ("b.example",)])
def test_a_body_with_a_secret_never_goes_over_http(fields, headers, allowed):
    options = Options(keep_credential_for=allowed)
    for host in ("a.example", "b.example"):
        hop = _hop(f"http://{host}/", 307, options, method="POST", headers=headers, **fields)
        assert hop.failure.kind == "secret-never-over-http"
        assert _dropped(hop)["body"] == "downgrade"
        assert hop.message.body == b""


def test_a_body_without_a_secret_goes_on():
    for location in ("https://b.example/", "http://b.example/"):
        hop = _hop(location, 307, method="POST", headers=(), body=b'{"page": 2, "name": "x"}')
        assert hop.failure is None
        assert hop.message.body == b'{"page": 2, "name": "x"}'


def test_a_body_that_is_not_sent_again_stops_nothing():
    hop = _hop("https://b.example/", 302, method="POST", body=b"password=hunter22", body_size=17)
    assert hop.failure is None
    assert hop.message.method == "GET"
    home = _hop("/y", 307, method="POST", body=b"password=hunter22", body_size=17)
    assert (home.failure, home.message.body) == (None, b"password=hunter22")


@pytest.mark.parametrize("status", [307, 308])
def test_a_header_that_the_user_marked_secret_stops_too(status):
    marked = Header("X-Odd", "abc", secret=((0, 3),))
    hop = _hop("https://b.example/", status, headers=(marked, Header("X-Trace", "1")))
    assert hop.failure.kind == "secret-held-back"
    assert "X-Odd" in hop.failure.message
    assert "abc" not in hop.failure.message
    assert _dropped(hop) == {"X-Odd": "held-back"}
    assert _names(hop) == ["X-Trace"]
    options = Options(keep_credential_for=("b.example",))
    assert "X-Odd" in _names(_hop("https://b.example/", status, options, headers=(marked,)))
    over_http = _hop("http://b.example/", status, options, headers=(marked,))
    assert over_http.failure.kind == "secret-never-over-http"
    assert _names(over_http) == []


def test_a_credential_alone_stops_nothing():
    login = (Header("Authorization", "Bearer x", "credential", ((7, 8),)), HEADERS[-3])
    hop = _hop("https://b.example/", 307, headers=login)
    assert (hop.failure, _names(hop)) == (None, [])


def test_host_follows():
    assert _hop("https://b.example:444/").message.headers[0].value == "b.example:444"


def test_a_hand_written_host_is_dropped_and_said():
    hop = _hop("https://b.example/", headers=(Header("Host", "mine"),))
    assert hop.message.headers == (Header("Host", "b.example", "default"),)
    assert _dropped(hop) == {"Host": "other-host"}
    assert _hop("/y", headers=(Header("Host", "mine"),)).message.headers[0].value == "mine"


def test_a_secret_in_any_header_stays_home():
    hop = _hop("https://b.example/", headers=(Header("X-Odd", "abc", secret=((0, 3),)),))
    assert _dropped(hop) == {"X-Odd": "other-origin"}


@pytest.mark.parametrize("allowed", ["*", "b.example", "b.example:443", "B.example"])
def test_the_user_may_allow_a_host(allowed):
    hop = _hop("https://b.example/", options=Options(keep_credential_for=(allowed,)))
    assert "Authorization" in _names(hop)
    assert hop.same_credential


@pytest.mark.parametrize(
    ("method", "status", "then"),
    [
        ("POST", 301, "GET"), ("POST", 302, "GET"), ("POST", 303, "GET"), ("PUT", 303, "GET"),
        ("PUT", 302, "PUT"), ("POST", 307, "POST"), ("POST", 308, "POST"), ("HEAD", 303, "HEAD"),
    ],
)  # fmt: skip
def test_the_method(method, status, then):
    hop = _hop("/y", status, method=method, body=b"data", body_size=4)
    assert hop.message.method == then
    changed = then == "GET"
    assert hop.message.body == (b"" if changed else b"data")
    assert ("Content-Type" in _names(hop)) != changed
    assert ("body" in _dropped(hop)) == changed


def test_a_key_in_the_query_does_not_travel():
    assert _dropped(_hop("/y", target_secret=((9, 10),))) == {"query": "location-url"}
    assert _hop("/y?k=1", target_secret=((9, 10),)).dropped == ()


def test_origins():
    assert same_origin("http://A.example/x", "http://a.example:80/y")
    assert not same_origin("http://a.example/", "https://a.example/")
    assert may_have("http://a/", "http://a/x", Options())
    assert not may_have("http://a/", "http://b/x", Options())
    assert may_have("http://a/", "http://b/x", Options(keep_credential_for=("b:80",)))


@pytest.mark.parametrize("status", [301, 302, 303])
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_method_that_is_kept_loses_only_its_body(status, method):
    hop = _hop("/y", status, Options(keep_method=True), method=method, body=b"a=1", body_size=3)
    assert (hop.message.method, hop.message.body) == (method, b"")
    assert "Content-Length" not in _names(hop)
    assert _dropped(hop) == {"body": "method-kept"}


def test_a_method_that_is_kept_keeps_its_body_after_307():
    hop = _hop("/y", 307, Options(keep_method=True), method="PUT", body=b"a=1", body_size=3)
    assert (hop.message.method, hop.message.body) == ("PUT", b"a=1")


def test_the_page_is_hidden_after_a_second_origin():
    origin = (Header("Origin", "https://app.example", "default"),)
    options = Options(browser_origin="https://app.example")
    first = _hop("https://b.example/", options=options, headers=origin, url="https://app.example/x")
    assert first.message.headers[0].value == "https://app.example"
    second = _hop("https://b.example/", options=options, headers=origin)
    assert second.message.headers[0].value == "null"
