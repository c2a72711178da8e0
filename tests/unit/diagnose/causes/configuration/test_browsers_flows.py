"""What browsers leave out, keep back and do by themselves, each beside its opposite."""

import json

import pytest

from inspector import intake
from inspector.diagnose.causes.configuration import browsers, sign_in
from inspector.diagnose.causes.expired_session import sessions
from inspector.diagnose.causes.story import endings, left_out
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.refusing_pages import leads_to_login
from inspector.diagnose.weights import FAINT


def _slugs(rule, trace):
    return [one.slug for one in rule(trace.case(len(trace) - 1))]


def _failed(url, error, **more):
    """Return the attempt of a HAR whose last entry was not answered."""
    page = {"method": "GET", "url": "https://a.test/", "headers": []}
    asked = {
        "method": "GET",
        "url": url,
        "headers": [{"name": "Origin", "value": "https://a.test"}],
    }
    body = {"mimeType": "text/html", "text": "<title>Shop</title>"}
    entries = [
        {"request": page, "response": {"status": 200, "content": body}},
        {"request": asked, "response": {"status": 0, "_error": error}, **more},
    ]
    return intake.read(json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()).attempt


@pytest.mark.parametrize(
    ("url", "found"), [("wss://b.test/live", []), ("https://b.test/live", ["cors-refused"])]
)
def test_a_web_socket_knows_no_cors(url, found):
    assert _slugs(browsers.hidden_from_page, Trace(_failed(url, "net::ERR_FAILED"))) == found


@pytest.mark.parametrize(
    ("kind", "url", "silent"),
    [
        ("image", "https://maps.other.test/tile/3/4", True),
        ("stylesheet", "https://type.other.test/css?family=Serif", True),
        ("fetch", "https://maps.other.test/tile/3/4", False),
        ("image", "https://maps.a.test/tile/3/4", False),
    ],
)
def test_a_part_of_another_site_that_was_not_reached(kind, url, silent):
    attempt = _failed(url, "net::ERR_NAME_NOT_RESOLVED", _resourceType=kind)
    assert (not diagnose(attempt).findings) is silent


FRAME = """
> GET https://a.test/
< 200 OK
< Content-Type: text/html
<< <title>Shop</title>
---
> GET https://w.other.test/%s
> Sec-Fetch-Dest: iframe
< 401 No
"""


@pytest.mark.parametrize(("path", "silent"), [("embed?city=Bonn", True), ("login", False)])
def test_a_frame_of_another_site(attempt, path, silent):
    assert (not diagnose(attempt(FRAME % path)).findings) is silent


WIDGET = """
> GET https://a.test/
< 200 OK
< Content-Type: text/html
<< <title>Shop</title>
---
> GET https://cdn.other.test/preload?shop=a
> Referer: https://a.test/
< 401 No
< Content-Type: application/json
<< {"error": "unauthorized"}
---
> POST https://a.test/cart
> Content-Type: application/json
>> {"id": 1}
< 200 OK
< Content-Type: application/json
<< {"count": 1}
---
%s
"""
NEXT_PAGE = """> GET https://a.test/order
< 200 OK
< Content-Type: text/html
<< <title>Order</title>"""
ITS_API = """> GET https://cdn.other.test/preload?shop=a
> Authorization: Bearer abc.def-123456789
< 200 OK
< Content-Type: application/json
<< {"ok": true}"""


@pytest.mark.parametrize("after", [NEXT_PAGE, ITS_API])
def test_a_widget_of_another_site_beside_pages_that_go_on(attempt, after):
    verdict = diagnose(attempt(WIDGET % after))
    assert not verdict.findings
    assert verdict.healthy[0].reason


COOKIE = """
> POST https://api.test/v1/session
> Content-Type: application/json
>> {"user": "u", "password": "p"}
< 200 OK
< Set-Cookie: rt=0123456789abcdef; Path=%s; HttpOnly
---
> GET https://api.test/v1/orders
< 401 No
"""


@pytest.mark.parametrize(("path", "found"), [("/v1/session", []), ("/v1", ["cookie-not-returned"])])
def test_a_cookie_stays_below_its_path(attempt, path, found):
    assert _slugs(left_out.cookie_never_came_back, Trace(attempt(COOKIE % path))) == found


NO_COOKIE = COOKIE.replace("< Set-Cookie: rt=0123456789abcdef; Path=%s; HttpOnly\n", "")


@pytest.mark.parametrize(
    ("may_be_sanitised", "found"), [(True, []), (False, ["login-sets-no-cookie"])]
)
def test_an_export_without_cookies_tells_of_none(attempt, may_be_sanitised, found):
    trace = Trace(attempt(NO_COOKIE, may_be_sanitised=may_be_sanitised))
    assert _slugs(sign_in.login_sets_nothing, trace) == found


BACK = """
> GET https://id.test/auth/7
> Cookie: _resume_session=0123456789abcdef
< 303 See Other
< Location: https://app.test/back?%s&state=s
< Set-Cookie: _resume_session=; Max-Age=0; Path=/
"""


@pytest.mark.parametrize(("brought", "weak"), [("error=access_denied", True), ("a=b", False)])
def test_a_provider_that_says_why_ends_no_session(attempt, brought, weak):
    case = Trace(attempt(BACK % brought)).case(0)
    (found,) = sessions.session_ended(case)
    assert (found.weight == FAINT) is weak


POSTED = """
> GET https://app.test/marks
< 200 OK
< Content-Type: text/html
<< <form action="https://id.test/sso" method=post><input name=SAMLRequest value=x></form>
---
> POST https://app.test/acs
> Content-Type: application/x-www-form-urlencoded
>> %s=abc
< 303 See Other
< Location: /marks
"""


@pytest.mark.parametrize(("field", "leads"), [("SAMLResponse", False), ("other", True)])
def test_an_assertion_that_was_taken_leads_to_no_login(attempt, field, leads):
    assert leads_to_login(Trace(attempt(POSTED % field)).case(1)) is leads


LINK = """
> POST https://a.test/links
< 201 Created
< Content-Type: application/json
<< {"url": "https://a.test/f/0a1b2c3d"}
---
> GET https://a.test/f/%s
< 200 OK
---
> GET https://a.test/f/0a1b2c3d
< 403 No
"""


@pytest.mark.parametrize(("used", "found"), [("0a1b2c3d", ["worked-before"]), ("other", [])])
def test_an_address_that_let_in_once(attempt, used, found):
    assert _slugs(endings.used_up_address, Trace(attempt(LINK % used))) == found


def _cached(**marks):
    """Return what lets in, refused, and then "given" by the browser's own copy."""
    asked = {"method": "GET", "url": "https://a.test/orders", "headers": []}
    login = {"method": "POST", "url": "https://a.test/login", "headers": []}
    login["postData"] = {"mimeType": "application/json", "text": '{"user": "u", "password": "p"}'}
    session = [{"name": "Cookie", "value": "sid=0123456789abcdef"}]
    entries = [
        {"request": asked, "response": {"status": 401}},
        {
            "request": login,
            "response": {
                "status": 200,
                "headers": [{"name": "Set-Cookie", "value": session[0]["value"]}],
            },
        },
        {"request": {**asked, "headers": session}, "response": {"status": 200}, **marks},
    ]
    har = {"log": {"version": "1.2", "entries": entries}}
    return intake.read(json.dumps(har).encode()).attempt


@pytest.mark.parametrize(
    ("marks", "silent"),
    [
        ({}, True),
        ({"_fetchType": "Network Load"}, True),
        ({"_fromCache": "disk"}, False),
        ({"_fromCache": "memory"}, False),
        ({"_fetchType": "Disk Cache"}, False),
    ],
)
def test_the_browsers_own_copy_shows_nothing_of_a_login(marks, silent):
    trace = Trace(_cached(**marks))
    assert (not diagnose(trace.attempt).findings) is silent
    assert trace.case(2).outcome == ("accepted" if silent else "unjudged")


@pytest.mark.parametrize("mark", [{}, {"_fromCache": "disk"}])
def test_a_page_from_the_cache_came_all_the_same(mark):
    page = {"method": "GET", "url": "https://a.test/", "headers": []}
    body = {"mimeType": "text/html", "text": "<title>Shop</title>"}
    icon = {"method": "GET", "url": "https://a.test/favicon.ico", "headers": []}
    entries = [
        {"request": page, "response": {"status": 200, "content": body}, **mark},
        {"request": icon, "response": {"status": 401}},
    ]
    har = {"log": {"version": "1.2", "entries": entries}}
    assert not diagnose(intake.read(json.dumps(har).encode()).attempt).findings


@pytest.mark.parametrize("url", ["https://a.test/next", "https://b.test/next"])
@pytest.mark.parametrize(
    "error",
    [
        "net::ERR_ABORTED",
        "net::ERR_BLOCKED_BY_CLIENT",
        "net::ERR_BLOCKED_BY_ORB",
        "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
    ],
)
def test_what_the_browser_stopped_itself_needs_no_cause(url, error):
    assert not diagnose(_failed(url, error, _resourceType="fetch")).findings


@pytest.mark.parametrize(
    ("cookie", "found"),
    [("_ga=GA1.1.2041.1799", ["login-sets-no-cookie"]), ("sid=8c1f0a5e77d2b9c4", [])],
)
def test_a_cookie_of_statistics_is_no_session_of_the_login(attempt, cookie, found):
    sent = "> POST https://api.test/v1/session\n"
    text = NO_COOKIE.replace(sent, f"{sent}> Cookie: {cookie}\n")
    assert _slugs(sign_in.login_sets_nothing, Trace(attempt(text))) == found
