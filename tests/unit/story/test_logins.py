"""Logins that a person went through at last need no explanation; their doubles do."""

import pytest

from inspector.story.healthy import why_healthy


def _why(story, index=0):
    return why_healthy(story, story.entries[index])


FORM = """
> POST https://a.test/sign-in
> Content-Type: application/x-www-form-urlencoded
>> user=u&password={first}
< 200 OK
< Content-Type: text/html
<< <form method=post><input name=user><input name=password type=password></form> Wrong password.
---
> POST https://a.test/sign-in
> Content-Type: application/x-www-form-urlencoded
>> user=u&password={second}
{answer}
"""
AGAIN = "< 200 OK\n< Content-Type: text/html\n<< <input name=password type=password> Wrong"
LET_IN = "< 303 See Other\n< Location: /home\n< Set-Cookie: sid=0123456789abcdef"


@pytest.mark.parametrize(("answer", "healthy"), [(LET_IN, True), (AGAIN, False)])
def test_a_password_typed_again(story, answer, healthy):
    told = story(FORM.format(first="x", second="y", answer=answer))
    assert bool(_why(told)) is healthy


def test_another_person_and_the_same_answer_correct_nothing(story):
    told = story(FORM.format(first="x", second="y", answer=LET_IN).replace("user=u&", "user=v&", 1))
    assert not _why(told)
    brief = "> POST https://a.test/login\n>> user=u&password={word}\n< 200 OK\n<< Fails.\n"
    assert not _why(story(brief.format(word="x") + "---\n" + brief.format(word="y")))


STEP = """
> POST https://a.test/second-step
> Content-Type: application/x-www-form-urlencoded
> Cookie: sid=0123456789abcdef
>> number={first}
< 401 No
< Content-Type: text/html
<< <form method=post><input name="{field}"></form>
---
> POST https://a.test/second-step
> Content-Type: application/x-www-form-urlencoded
> Cookie: sid=0123456789abcdef
>> number={second}
< 302 Found
< Location: {target}
< Set-Cookie: sid=fedcba9876543210
"""


@pytest.mark.parametrize(
    ("field", "target", "healthy"),
    [("number", "/home", True), ("other", "/home", False), ("number", "/login", False)],
)
def test_a_form_shown_again_and_filled_in(story, field, target, healthy):
    text = STEP.format(first="1", second="2", field=field, target=target)
    assert bool(_why(story(text))) is healthy


def test_a_program_with_another_key_is_nobody_at_a_form(story):
    text = "> POST https://a.test/x\n> X-Api-Key: {key}\n>> {{}}\n< {status}\n"
    first = text.format(key="0123456789abcdef", status="401 No")
    second = text.format(key="fedcba9876543210", status="200 OK")
    assert not _why(story(f"{first}---\n{second}"))


LED = """
> POST https://id.test/interaction/7
> Cookie: _session=0123456789abcdef
>> prompt=consent
< 303 See Other
< Location: https://id.test/login/7
---
> GET https://id.test/login/7
> Cookie: _session=0123456789abcdef
< 303 See Other
< Location: https://app.test/back?{brought}
---
> GET https://app.test/back?{brought}
< {status}
"""


@pytest.mark.parametrize(
    ("brought", "status", "healthy"),
    [
        ("code=abcdefgh&state=s", "200 OK", True),
        ("error=access_denied&state=s", "200 OK", False),
        ("code=abcdefgh&state=s", "401 No", False),
    ],
)
def test_redirects_that_lead_back_with_a_code(story, brought, status, healthy):
    assert bool(_why(story(LED.format(brought=brought, status=status)))) is healthy


CONSENT = """
> GET https://id.test/consent
< 200 OK
< Content-Type: text/html
<< <form method=post><input name=prompt value=consent></form> Access denied until you agree
---
> POST https://id.test/{path}
> Content-Type: application/x-www-form-urlencoded
>> prompt=consent
< 302 Found
< Location: https://app.test/back?code=abcdefgh&state=s
---
> GET https://app.test/back?code=abcdefgh&state=s
< 200 OK
"""


@pytest.mark.parametrize(("path", "healthy"), [("consent", True), ("elsewhere", False)])
def test_a_page_that_was_filled_in(story, path, healthy):
    assert bool(_why(story(CONSENT.format(path=path)))) is healthy


LEFT = """
> GET https://a.test/plan
{first}
< 200 OK
---
> GET https://a.test/{path}
< 401 No
< WWW-Authenticate: {challenge}
"""
PASSWORD = "> Authorization: Basic YTpi"


@pytest.mark.parametrize(
    ("first", "path", "challenge", "healthy"),
    [
        (PASSWORD, "logout", 'Basic realm="r"', True),
        (PASSWORD, "orders", 'Basic realm="r"', False),
        ("> Accept: */*", "logout", 'Basic realm="r"', False),
        (PASSWORD, "logout", "Bearer", False),
    ],
)
def test_how_basic_is_left(story, first, path, challenge, healthy):
    told = story(LEFT.format(first=first, path=path, challenge=challenge))
    assert bool(_why(told, 1)) is healthy
