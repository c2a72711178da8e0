"""Cookies of replies go out with a request; their values stay in the vault."""

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.applying.cookies_taken import cookies_of, left_to_jar, with_cookies


def put(value):
    return SecretRef(place="keyring", name=value)


def test_the_last_value_counts_and_empty_ones_are_gone():
    headers = tuple(
        Header("Set-Cookie", text) for text in ("a=1; Path=/", "a=2", "b=; Max-Age=0", "c=x=y")
    )
    message = Message(method="GET", url="http://a/")
    attempt = Attempt(
        exchanges=(Exchange(request=message, reply=Reply(status=200, headers=headers)),)
    )
    assert cookies_of(attempt) == {"a": "2", "c": "x=y"}


def test_written_cookies_stay_beside_new_ones():
    request = Request(headers=(RequestHeader("cookie", "lang=de; sid=old"),))
    assert with_cookies(request, {"sid": "new"}, put).headers == (
        RequestHeader("Cookie", "lang=de; sid={{vault.new}}"),
    )


def test_the_credential_gets_its_new_value():
    request = Request(credential=ApiKey(name="sid", value=put("old"), place="cookie"))
    changed = with_cookies(request, {"sid": "new"}, put)
    assert changed.credential.value == put("new")
    assert changed.headers == ()
    assert request.credential.value == put("old")


def test_nothing_to_send_changes_nothing():
    assert with_cookies(Request(url="x"), {}, put) == Request(url="x")


def test_written_cookies_are_not_in_the_way_of_the_jar():
    request = Request(headers=(RequestHeader("cookie", "lang=de; sid=old"),))
    changed = left_to_jar(request, {"sid": "new"}, put)
    assert changed.headers == (RequestHeader("Cookie", "lang=de"),)
    request = Request(headers=(RequestHeader("cookie", "sid=old"), RequestHeader("A", "1")))
    assert left_to_jar(request, {"sid": "new"}, put).headers == (RequestHeader("A", "1"),)
    assert left_to_jar(Request(url="x"), {"sid": "new"}, put) == Request(url="x")


def test_a_request_without_the_jar_has_them_written():
    request = Request(options=Options(use_cookies=False))
    assert left_to_jar(request, {"sid": "new"}, put).headers == (
        RequestHeader("Cookie", "sid={{vault.new}}"),
    )
