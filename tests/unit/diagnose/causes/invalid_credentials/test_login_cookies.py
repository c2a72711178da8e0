"""A session that was taken, given or made moments ago has hardly ended: another reason is told."""

import base64

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOGIN = base64.b64encode(b"696e6573:6c6576656c207374616666").decode()
OPAQUE = "klrqceyc8gakfgsun72ckr4jvm0xx9n3"
FORM = (
    '<html><title>Log in</title><form method=post><input type="password" name="pw"></form></html>'
)
SENT = """> {method} https://portal.test{path}
> Cookie: {name}={value}
< {status}
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: text/html
<< {page}"""


def _call(path="/plans", *, page="<p>span 84 m</p>", value=OPAQUE, time="20:00:05", **more):
    told = {"method": "GET", "name": "session", "status": "200 OK", **more}
    return SENT.format(path=path, page=page, value=value, time=time, **told)


def _refused(**more):
    return _call(page=FORM, **more)


def _logged_in(value=OPAQUE, time="20:00:00"):
    return f"""> POST https://portal.test/login
> Content-Type: application/x-www-form-urlencoded
>> username=ines&password=level
< 302 Found
< Date: Tue, 14 Nov 2023 {time} GMT
< Location: https://portal.test/home
< Set-Cookie: session={value}; Path=/; HttpOnly"""


def _found(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings


SLUG = "cookie-login-refused"


def test_a_cookie_that_holds_a_login_is_no_session_that_ends():
    found = _found(_refused(value=LOGIN, name="__ac"))
    assert (found[0].slug, found[0].certainty.value) == (SLUG, "possible")
    assert found[0].fixes[0].id == "log-in-again"


def test_a_login_in_a_cookie_that_worked_was_changed_since():
    path = _call(value=LOGIN, name="__ac", time="20:00:00")
    assert _found(path, _refused(value=LOGIN, name="__ac"))[0].slug == "worked-before"


def test_the_cookie_of_a_login_that_lets_nobody_in():
    found = _found(_logged_in(), _refused())
    assert found[0].slug == "cookie-login-refused"
    assert "session-ended" not in [one.slug for one in found if one.certainty == "very-likely"]


def test_the_same_login_that_lets_in_later_was_no_wrong_one():
    again = "cq2f81kz0ma77xk0pq3vd91ns4yt6uhb"
    later = _logged_in(again, "20:00:20"), _call("/home", value=again, time="20:00:25")
    found = _found(_logged_in(), _refused(), *later)
    assert SLUG not in [one.slug for one in found]


def test_what_another_page_took_just_before_has_hardly_ended():
    found = _found(_call("/news", time="20:00:00"), _refused())
    assert (found[0].slug, found[0].certainty.value) == ("works-elsewhere", "possible")


@pytest.mark.parametrize(
    "parts",
    [
        (_refused(),),
        (_call(time="20:00:00"), _refused()),  # the same page was given
        (_call("/news", time="19:20:00"), _refused()),  # time enough to end
        (_call("/news", time="20:00:00", value="another-session-0123"), _refused()),
        (_call("/app.css", time="20:00:00"), _refused()),  # for all
        (_logged_in(time="19:20:00"), _refused()),
        (_logged_in(value="another-session-0123"), _refused()),
        (_call("/news", time="20:00:00", value="[redacted]"), _refused(value="[redacted]")),
        (
            _call("/news", time="20:00:00"),
            _call(page="<h1>Your session has expired</h1>", status="401 Unauthorized"),
        ),
    ],
)
def test_a_session_that_may_have_ended(parts):
    found = _found(*parts)
    assert found[0].cause.value == "expired-session"
    assert SLUG not in [one.slug for one in found]
