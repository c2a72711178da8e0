"""Cookies of one attempt: what goes along, what stays behind and why."""

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.cookie.jar import Jar
from inspector.send.cookie_jar import SendCookies


def _jar(*lines, url="http://a.example/login"):
    jar = SendCookies()
    headers = tuple(Header("Set-Cookie", line) for line in lines)
    request = Message(method="GET", url=url, target="/login")
    jar.learn(Exchange(request=request, reply=Reply(status=302, headers=headers)))
    return jar


def _message(url="http://a.example/", *headers):
    return Message(method="GET", url=url, target="/", headers=headers)


def _cookie(message):
    return [(each.value, each.origin) for each in message.headers if each.name.lower() == "cookie"]


def test_an_empty_jar_changes_nothing():
    message = _message()
    assert SendCookies().attach(message) == (message, ())


def test_cookies_go_back_and_are_secret():
    message, left = _jar("sid=abc; Path=/", "b=2").attach(_message())
    assert _cookie(message) == [("sid=abc; b=2", "cookie")]
    value = message.headers[0].value
    assert [value[a:b] for a, b in message.headers[0].secret] == ["abc", "2"]
    assert left == ()


def test_the_longer_path_comes_first():
    jar = _jar("a=1; Path=/", "b=2; Path=/deep")
    assert _cookie(jar.attach(_message("http://a.example/deep/x"))[0]) == [("b=2; a=1", "cookie")]


def test_what_stays_behind_is_named():
    jar = _jar("sid=abc; Path=/", url="https://a.example/login")
    message, left = jar.attach(_message("http://b.example/"))
    assert _cookie(message) == []
    assert [(each.name, each.rule) for each in left] == [("Cookie sid", "host-only")]
    assert "abc" not in left[0].reason


def test_a_hand_written_cookie_keeps_its_place_and_gets_the_value_set_since():
    own = Header("cookie", "x=1;  sid=mine;y=2", secret=((2, 3), (10, 14), (17, 18)))
    jar = _jar("sid=abcdef; Path=/", "b=2; Path=/")
    message, left = jar.attach(_message("http://a.example/", own))
    assert _cookie(message) == [("x=1;  sid=abcdef;y=2; b=2", "user")]
    value = message.headers[0].value
    assert [value[a:b] for a, b in message.headers[0].secret] == ["1", "abcdef", "2", "2"]
    assert [(one.name, one.rule) for one in left] == [("Cookie sid", "set-anew")]
    assert "mine" not in left[0].reason
    assert "abc" not in left[0].reason


def test_a_hand_written_cookie_that_was_not_set_anew_stays_byte_for_byte():
    own = Header("Cookie", " sid=mine ;;$Path=/; flag", secret=((5, 9),))
    message, left = _jar("b=2; Path=/").attach(_message("http://a.example/", own))
    assert _cookie(message) == [(" sid=mine ;;$Path=/; flag; b=2", "user")]
    assert message.headers[0].secret[0] == (5, 9)
    assert left == ()
    assert _jar("sid=mine; Path=/").attach(_message("http://a.example/", own))[1] == ()


def test_expired_cookies_are_forgotten():
    jar = _jar("sid=abc; Path=/", "sid=; Path=/; Max-Age=0")
    assert jar.attach(_message()) == (_message(), ())


def test_a_refused_cookie_is_not_kept():
    jar = _jar("sid=abc; Domain=other.example")
    assert _cookie(jar.attach(_message())[0]) == []


def test_a_failure_teaches_nothing():
    jar = SendCookies()
    jar.learn(Exchange(request=_message()))
    assert jar.attach(_message()) == (_message(), ())


def _kept(*lines):
    """Return a jar that an earlier send filled."""
    kept = Jar()
    headers = tuple(Header("Set-Cookie", line) for line in lines)
    request = Message(method="POST", url="http://a.example/login?token=abc", target="/login")
    before = SendCookies(kept)
    before.learn(Exchange(request=request, reply=Reply(status=302, headers=headers)))
    return kept


def test_the_next_send_has_the_cookies_of_the_jar():
    kept = _kept("sid=abc; Path=/")
    message, left = SendCookies(kept).attach(_message())
    assert _cookie(message) == [("sid=abc", "cookie")]
    assert left == ()
    (cookie,) = kept.contents.cookies
    assert cookie.by == "POST a.example/login"


def test_a_written_cookie_wins_over_one_that_was_kept_before_this_send():
    own = Header("Cookie", "sid=mine", secret=((4, 8),))
    message, left = SendCookies(_kept("sid=abc; Path=/", "b=2")).attach(
        _message("http://a.example/", own)
    )
    assert _cookie(message) == [("sid=mine; b=2", "user")]
    assert [(one.name, one.rule) for one in left] == [("Cookie sid", "written")]


def test_the_cookies_of_other_hosts_are_not_listed_as_left_behind():
    message, left = SendCookies(_kept("sid=abc; Path=/")).attach(_message("http://b.example/"))
    assert (_cookie(message), left) == ([], ())


def test_it_is_noted_when_a_cookie_was_sent_and_what_came_back():
    kept = _kept("sid=abc; Path=/", "other=1; Path=/far")
    sending = SendCookies(kept)
    message, _ = sending.attach(_message())
    sending.learn(Exchange(request=message, reply=Reply(status=401)))
    assert {one.name: one.status for one in kept.contents.cookies} == {"sid": 401, "other": 0}


def test_a_token_request_neither_takes_nor_leaves_cookies_of_the_person():
    kept = _kept("sid=abc; Path=/")
    sending = SendCookies(kept)
    sending.begin("token")
    message, _ = sending.attach(_message())
    assert _cookie(message) == []
    headers = (Header("Set-Cookie", "idp=1; Path=/"),)
    sending.learn(Exchange(request=message, reply=Reply(status=200, headers=headers)))
    assert _cookie(sending.attach(_message())[0]) == [("idp=1", "cookie")]
    sending.begin("main")
    assert _cookie(sending.attach(_message())[0]) == [("sid=abc", "cookie")]
    assert [one.name for one in kept.contents.cookies] == ["sid"]


def test_a_preflight_sets_nothing():
    kept = Jar()
    headers = (Header("Set-Cookie", "a=1"),)
    asked = Exchange(
        purpose="preflight", request=_message(), reply=Reply(status=200, headers=headers)
    )
    SendCookies(kept).learn(asked)
    assert len(kept) == 0
