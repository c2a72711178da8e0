"""The token is fetched by GET and goes out with the cookies that came with it."""

import asyncio

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.message import Header, Message, Reply
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    NoBody,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.workbench.applying.csrf import Known, question, questions, with_csrf_token

REQUEST = Request(
    method="POST",
    url="http://h/orders",
    headers=(
        RequestHeader("Content-Type", "application/json"),
        RequestHeader("X-Trace", "1"),
        RequestHeader("cookie", "lang=de; csrftoken=old"),
        RequestHeader("x-csrftoken", "old"),
    ),
    body=JsonBody(text="{}"),
)


class Vault:
    """Stands for the vault: a reference is what it holds, so that rows can be read."""

    @staticmethod
    def put(value):
        return SecretRef(place="keyring", name=value)


def fetched(request, *cookies):
    asked = []

    async def send(question):
        asked.append(question)
        headers = tuple(Header("Set-Cookie", cookie) for cookie in cookies)
        message = Message(method="GET", url=question.url)
        reply = Reply(status=200, headers=headers)
        return Attempt(exchanges=(Exchange(request=message, reply=reply),))

    return asyncio.run(with_csrf_token(request, "", send, Vault.put)), asked


def rows(request):
    return [(row.name, row.value) for row in request.headers]


def test_the_question_only_reads():
    asked = question(REQUEST)
    assert (asked.method, asked.body, asked.url) == ("GET", NoBody(), REQUEST.url)
    assert "Content-Type" not in dict(rows(asked))
    assert dict(rows(asked))["X-Trace"] == "1"


def test_the_token_goes_in_and_the_cookies_are_left_to_the_jar():
    found, asked = fetched(REQUEST, "csrftoken=new; Path=/", "sid=5; HttpOnly")
    assert asked == [question(REQUEST)]
    assert found.header == "X-CSRFToken"
    assert rows(found.request) == [
        ("Content-Type", "application/json"),
        ("X-Trace", "1"),
        ("Cookie", "lang=de"),
        ("X-CSRFToken", "{{vault.new}}"),
    ]
    assert found.request.body == REQUEST.body


def test_a_new_value_for_the_cookie_that_is_the_credential_is_taken_over():
    # as a browser does: the token is bound to the session that came with it
    request = Request(url="http://h/", credential=ApiKey(name="sid", place="cookie"))
    found, _ = fetched(request, "csrftoken=new", "sid=other")
    assert rows(found.request) == [("X-CSRFToken", "{{vault.new}}")]
    assert found.request.credential.value == SecretRef(place="keyring", name="other")


def test_without_a_token_nothing_changes():
    found, _ = fetched(REQUEST, "sid=5")
    assert (found.request, found.header) == (REQUEST, "")
    assert found.attempt.exchanges


def test_a_token_in_the_refusal_is_used_without_asking():
    refused = Reply(status=409, headers=(Header("X-Transmission-Session-Id", "abc"),))
    exchange = Exchange(request=Message(method="POST", url="http://h/rpc"), reply=refused)
    asked = []
    found = asyncio.run(with_csrf_token(REQUEST, "", asked.append, Vault.put, Known((exchange,))))
    assert found.attempt is None
    assert asked == []
    assert ("X-Transmission-Session-Id", "{{vault.abc}}") in rows(found.request)


def test_jenkins_is_asked_where_its_crumbs_are():
    assert [each.url for each in questions(REQUEST, "Jenkins-Crumb")] == [
        "http://h/orders",
        "http://h/crumbIssuer/api/json",
    ]
    below = Request(method="POST", url="http://h/ci/job/shop/build")
    refusal = Reply(status=403, body=b"No valid crumb was included in the request")
    refused = Exchange(request=Message(method="POST", url=below.url), reply=refusal)
    assert [each.url for each in questions(below, "", Known((refused,)))] == [
        "http://h/ci/job/shop/build",
        "http://h/ci/crumbIssuer/api/json",
    ]
    assert [each.url for each in questions(REQUEST)] == ["http://h/orders", "http://h/"]


def test_the_page_that_sent_the_form_is_asked_too():
    def from_page(url):
        row = RequestHeader("Referer", url)
        return Request(method="POST", url="http://h/orders", headers=(row,))

    urls = [each.url for each in questions(from_page("http://h/form"))]
    assert urls == ["http://h/orders", "http://h/form", "http://h/"]
    assert "http://evil/" not in [each.url for each in questions(from_page("http://evil/"))]


def test_the_page_to_which_a_refusal_leads_is_asked():
    def asked(location):
        reply = Reply(status=302, headers=(Header("Location", location),))
        refused = Exchange(request=Message(method="POST", url="http://h/orders"), reply=reply)
        return [each.url for each in questions(REQUEST, "", Known((refused,)))]

    assert asked("/login?error=csrf") == [
        "http://h/orders",
        "http://h/login?error=csrf",
        "http://h/",
    ]
    assert asked("https://other.test/login") == ["http://h/orders", "http://h/"]


def test_other_known_pages_are_asked_before_the_root():
    known = Known(pages=("http://h/login", "http://h/orders"))
    urls = [each.url for each in questions(REQUEST, "", known)]
    assert urls == ["http://h/orders", "http://h/login", "http://h/"]


def test_the_token_of_another_page_is_sent():
    asked = []

    async def send(question):
        asked.append(question.url)
        page = b'<meta name="csrf-token" content="new">' if question.url.endswith("/form") else b""
        message = Message(method="GET", url=question.url)
        return Attempt(exchanges=(Exchange(request=message, reply=Reply(status=200, body=page)),))

    def found(*pages):
        asked.clear()
        return asyncio.run(with_csrf_token(REQUEST, "", send, Vault.put, Known(pages=pages)))

    assert "{{vault.new}}" in [value for _, value in rows(found("http://h/form").request)]
    assert asked == ["http://h/orders", "http://h/form"]
    assert found().header == ""


def test_a_forms_token_goes_back_into_the_form():
    page = b'<input type="hidden" name="_token" value="new">'

    async def send(question):
        message = Message(method="GET", url=question.url)
        return Attempt(exchanges=(Exchange(request=message, reply=Reply(status=200, body=page)),))

    body = FormBody(fields=(FormField("item", "kettle"),))
    request = Request(method="POST", url="http://h/orders", body=body)
    found = asyncio.run(with_csrf_token(request, "", send, Vault.put))
    assert found.request.body.fields[1] == FormField("_token", "{{vault.new}}")
    assert found.request.headers == ()


def test_a_cookie_that_is_sent_already_is_repeated_in_the_header():
    async def send(question):
        message = Message(
            method="GET", url=question.url, headers=(Header("Cookie", "a=b; csrftoken=own"),)
        )
        return Attempt(exchanges=(Exchange(request=message, reply=Reply(status=200)),))

    request = Request(
        method="POST", url="http://h/o", headers=(RequestHeader("Cookie", "a=b; csrftoken=own"),)
    )
    found = asyncio.run(with_csrf_token(request, "", send, Vault.put))
    assert ("X-CSRFToken", "{{vault.own}}") in rows(found.request)


def test_a_header_of_the_servers_own_name_is_filled_anew():
    stale = Request(method="POST", url="http://h/x", headers=(RequestHeader("csrf-token", "old"),))
    found, _ = fetched(stale, "_csrf=new")
    assert rows(found.request) == [("csrf-token", "{{vault.new}}")]


def test_a_form_repeats_the_cookie_of_an_unknown_name_as_a_field():
    text = RawBody(text="action=stop", content_type="application/x-www-form-urlencoded")
    found, _ = fetched(Request(method="POST", url="http://h/x", body=text), "securitytoken=new")
    assert found.request.body.text == "action=stop&securitytoken={{vault.new}}"
    assert rows(found.request) == [("X-CSRF-Token", "{{vault.new}}")]
    old = msgspec.structs.replace(text, text="securitytoken=old")
    found, _ = fetched(Request(method="POST", url="http://h/x", body=old), "securitytoken=new")
    assert found.request.body.text == "securitytoken={{vault.new}}"
    assert rows(found.request) == []


FORM = FormBody(fields=(FormField("item", "lamp"),))


def test_a_form_repeats_the_member_of_json_as_a_field_and_in_the_header():
    """Which of the two is read is open: a form is read by its fields, a script sends headers."""

    async def send(question):
        message = Message(method="GET", url=question.url)
        kind = (Header("Content-Type", "application/json"),)
        reply = Reply(status=200, headers=kind, body=b'{"items": [], "_csrf": "new"}')
        return Attempt(exchanges=(Exchange(request=message, reply=reply),))

    asked = Request(method="POST", url="http://h/x", body=FORM)
    found = asyncio.run(with_csrf_token(asked, "", send, Vault.put))
    assert found.request.body.fields[1] == FormField("_csrf", "{{vault.new}}")
    assert rows(found.request) == [("X-CSRF-Token", "{{vault.new}}")]
    asked = Request(method="POST", url="http://h/x", body=JsonBody(text="{}"))
    found = asyncio.run(with_csrf_token(asked, "", send, Vault.put))
    assert found.request.body.text == "{}"


def test_of_a_cookie_that_holds_the_hash_as_well_the_token_alone_goes_into_the_form():
    """Auth.js: token|hash in the cookie, csrfToken in the form."""
    asked = Request(method="POST", url="http://h/auth/callback", body=FORM)
    found, _ = fetched(asked, "__Host-authjs.csrf-token=new%7C4a416ba7")
    assert found.request.body.fields[1] == FormField("csrfToken", "{{vault.new}}")


def test_a_server_that_wants_to_be_asked_is_asked():
    wants = Reply(status=403, headers=(Header("X-CSRF-Token", "Required"),))
    refused = Exchange(request=Message(method="POST", url="http://h/orders"), reply=wants)
    asked = next(questions(REQUEST, "X-CSRF-Token", Known((refused,))))
    assert ("X-CSRF-Token", "Fetch") in rows(asked)
    assert ("X-CSRF-Token", "Fetch") not in rows(next(questions(REQUEST)))


def test_the_page_that_handed_out_a_token_before_is_asked():
    def _page(url, body):
        reply = Reply(status=200, headers=(Header("Content-Type", "text/html"),), body=body)
        return Exchange(request=Message(method="GET", url=url), reply=reply)

    with_one = _page("http://h/book/1", b'<html><input name="csrf_token" value="t9"></html>')
    without = _page("http://h/book/2", b"<html><p>A book</p></html>")
    foreign = _page("http://other/", b'<html><input name="csrf_token" value="t8"></html>')
    known = Known((with_one, without, foreign))
    assert [one.url for one in questions(REQUEST, "", known)] == [
        "http://h/orders",
        "http://h/book/1",
        "http://h/",
    ]


def answered(request, *replies):
    """Fetch the token where each address is answered as `replies` say: headers, by turns."""
    asked, turns = [], iter(replies)

    async def send(question):
        asked.append(question.url)
        status, *headers = next(turns)
        message = Message(method="GET", url=question.url)
        reply = Reply(status=status, headers=tuple(Header(*one) for one in headers))
        return Attempt(exchanges=(Exchange(request=message, reply=reply),))

    return asyncio.run(with_csrf_token(request, "", send, Vault.put)), asked


def test_where_a_page_leads_on_the_next_one_is_asked():
    token = ("Set-Cookie", "csrftoken=new")
    found, asked = answered(REQUEST, (302, ("Location", "/en/orders")), (200, token))
    assert asked == ["http://h/orders", "http://h/en/orders"]
    assert found.header == "X-CSRFToken"


def test_another_site_is_not_asked():
    _, asked = answered(REQUEST, (302, ("Location", "http://evil/orders")), (200,))
    assert asked == ["http://h/orders", "http://h/"]


def test_a_cookie_of_django_that_was_renamed_goes_into_its_header():
    plain = msgspec.structs.replace(REQUEST, headers=())
    found, _ = fetched(plain, "shop_csrftoken=new")
    assert rows(found.request) == [("X-CSRFToken", "{{vault.new}}")]


def test_the_place_of_a_product_goes_before_the_pages_that_have_other_tokens():
    page = Message(method="GET", url="http://h/wp-admin/profile.php")
    token = (Header("X-CSRF-Token", "of-a-form"),)
    seen = Exchange(request=page, reply=Reply(status=200, headers=token))
    urls = [one.url for one in questions(REQUEST, "X-WP-Nonce", Known((seen,)))]
    assert urls.index("http://h/wp-admin/admin-ajax.php?action=rest-nonce") < urls.index(page.url)
