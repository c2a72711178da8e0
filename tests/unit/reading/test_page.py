"""A page is read once and as a browser reads it: what it holds, what it is, where it leads."""

import pytest

from inspector.reading.page import page_of
from inspector.reading.pages.forms import Field
from tests.fixtures.processor_time import within

PAGE = """<!DOCTYPE html><html><head><title>Log &amp; in</title><style>x{}</style>
<meta name=csrf-param content=authenticity_token><meta name="csrf-token" content="t0&amp;k"></head>
<body><h1>H<b>i</b></h1><svg><title>Logo</title></svg><!-- > hidden --><p>Don&#39;t <i>panic</i>
<form action="/login?a=1&amp;b" METHOD=post><input name=user><input type=PASSWORD name="p">
<input type=checkbox name=stay checked></form><a href='/more'>m</a><input name=loose></body></html>"""


def test_a_full_stop_stands_where_its_sentence_ends():
    page = page_of("<p>Your <b>session</b> ended at <code>12:04</code>. <a>Begin again</a>, a .net")
    assert page.text == "Your session ended at 12:04. Begin again, a .net"


def test_what_it_holds():
    page = page_of(PAGE)
    assert (page.title, page.headings, page.size) == ("Log & in", ("H i",), len(PAGE))
    assert page.text == "Log & in H i Don't panic m"
    (form,) = page.forms
    assert (form.action, form.method) == ("/login?a=1&b", "post")
    assert form.fields == (
        Field("user"),
        Field("p", "password"),
        Field("stay", "checkbox", "", is_checked=True),
    )
    assert [field.name for field in page.fields][:3] == ["csrf-param", "csrf-token", "user"]
    assert page.links == ("/login?a=1&b", "/more")
    assert page.is_login


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (PAGE, "csrf-token"),
        ("<form><input type=hidden name=nonce value=1></form>", "nonce"),
        ("<form><input type=text name=nonce></form>", ""),
        ("<a href='/logout?csrf_key=1'>Log out</a>", "csrf_key"),
        ("<p>csrf_token=1</p>", ""),
    ],
)
def test_the_csrf_field(markup, name):
    assert page_of(markup).csrf_name == name


SIGN_IN = "<form action=/in><input name=user><input type=password name=word></form>"
# A page where a name is changed, and a password may be.
PROFILE = (
    "<form action=/me><input name=nick><input name=pass1 type=password autocomplete=new-password>"
    "<input name=pass2 type=password autocomplete=new-password></form>"
)
ASKS_AGAIN = "<form><input name=word type=password autocomplete=current-password></form>"
SETTINGS = (
    "<form><input name=host><input name=port type=number><input name=from type=email>"
    "<input name=user><input name=word type=password></form>"
)


@pytest.mark.parametrize(
    ("markup", "is_login"),
    [
        ("<title>Sign in - Acme</title>", True),
        ("<h2>Please log in</h2>", True),
        ("<input type=password>", True),
        ("<input type='hidden' name='SAMLRequest' value='PH'>", True),
        ("<input name=wa value='wsignin1.0'><input name=wtrealm value='urn:a'>", True),
        ("<input name=wa value='wsignin1.0'><input name=wresult value='PH'>", False),
        ("<title>Orders</title><p>Sign in to see more</p>", False),
        ("<!-- <input type=password> -->", False),
        ("<script>x = '<input type=password>'</script>", False),
        (SIGN_IN + "<a href='/forgot'>Forgot your password?</a>", True),
        (SIGN_IN + PROFILE, True),
        (PROFILE, False),
        (f"<a href='/enter?do=logout'>Log out</a>{PROFILE}{ASKS_AGAIN}", False),
        ("<a href='/logout'>Log out</a>" + SETTINGS, False),
        (SETTINGS, True),
        ("<h1>Orders</h1><a href='/logout'>Log out</a>" + ASKS_AGAIN, True),
        ("<form><input name=old_password type=password></form>", False),
        ("<form><input name=confirm_password type=password></form>", True),
        ("", False),
    ],
)
def test_a_login_page(markup, is_login):
    assert page_of(markup).is_login is is_login


def test_a_page_of_a_web_server():
    nginx = page_of("<html><center><h1>403</h1></center><hr><center>nginx/1.27</center></html>")
    apache = page_of("<html><h1>Forbidden</h1><hr><address>Apache/2.4 at a.test</address></html>")
    own = page_of(
        "<html><h1>Forbidden</h1><p>We run nginx.</p><address>1 Main Street</address></html>"
    )
    assert (nginx.is_of_web_server, nginx.is_of_gateway) == (True, True)
    assert (apache.is_of_web_server, apache.is_of_gateway) == (True, False)
    assert (own.is_of_web_server, own.is_of_gateway) == (False, False)


def test_a_stack_trace_says_nothing():
    page = page_of(
        "<html><pre>ForbiddenError: invalid csrf token\n at Object.&lt;anonymous&gt; (/srv/a.js:17:50)\n"
        " at org.acme.Login.check(Login.java:12)\n at node:internal/main:28:49\n</pre><p>Bye</p></html>"
    )
    assert " ".join(page.text.split()) == "ForbiddenError: invalid csrf token Bye"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<div class="error">Security Token did not match.</div>', "Security Token did not match."),
        ('<p class="alert alert-danger">Wrong <b>password</b>.</p>', "Wrong password."),
        ("<div role='alert'><p>Session &amp; token expired</p></div>", "Session & token expired"),
        ("<div class=alert><div class=icon></div><div>Not you</div></div>", "Not you"),
        ('<div id="login_error">Unknown user</div>', "Unknown user"),
        ('<div class="error hidden">Something failed</div>', None),
        ('<div class="error" style="display: none">Something failed</div>', None),
        ('<div class="error"></div><div class="text">Wrong password</div>', None),
        (f'<div class="has-error">{"A whole page. " * 40}</div>', None),
        ("<p>Wrong password</p>", None),
    ],
)
def test_notices(page, words):
    found = page_of(f"<html>{page}</html>").notices
    assert [notice.words for notice in found] == ([words] if words else [])


def test_the_sample_of_a_notice_stands_in_the_page_as_it_is():
    markup = '<html><div class="error">It&#39;s not allowed</div></html>'
    (notice,) = page_of(markup).notices
    assert notice.words == "It's not allowed"
    assert notice.sample in markup


@pytest.mark.parametrize(
    "markup",
    [
        "<a " + " ".join(f"a{number}" for number in range(40_000)) + ">",
        "<div class=error " + " ".join(f"a{number}=hid" for number in range(25_000)) + ">x",
        "<div>" * 900 + "</i>" * 60_000,
        "<div>" * 26_000 + "</i>" * 32_000,
        "<div class='error" * 20_000,
        "<p class=error>" * 20_000,
        "<p class=error>not allowed</p>" * 8_000,
        "<input type=password>" * 12_000,
        "<title>" * 30_000,
        "<" * 260_000,
        "&#39;" * 50_000,
        "<!--" * 60_000,
        "\0" * 260_000,
    ],
    ids=range(13),
)
def test_it_takes_no_time_on_hostile_pages(markup):
    page = within(1, page_of, markup)
    assert len(page.fields) <= 300
    assert len(page.text) <= 4_000
