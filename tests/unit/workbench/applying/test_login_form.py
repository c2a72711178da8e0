"""A login page's form is read as a browser would send it."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import FormField
from inspector.workbench.applying.login_form import login_form

PAGE = b"""<html><form action="/search"><input name="q"></form>
<form method=post action="/login?next=%2F&amp;a=b">
<input type="hidden" name="csrfmiddlewaretoken" value="t0&amp;k">
<input name="username" autofocus><input type=password name="password">
<input type="checkbox" name="remember"><input type="checkbox" name="terms" value="1" checked>
<input type="submit" name="go" value="Log in"></form></html>"""


def page(body, url="http://a.test/accounts/login"):
    reply = Reply(status=200, headers=(Header("Content-Type", "text/html"),), body=body)
    return Attempt(exchanges=(Exchange(request=Message(method="GET", url=url), reply=reply),))


def test_the_form_with_the_password_counts():
    form = login_form(page(PAGE))
    assert form.url == "http://a.test/login?next=%2F&a=b"
    assert (form.method, form.user, form.password) == ("POST", "username", "password")
    assert form.fields == (
        FormField("csrfmiddlewaretoken", "t0&k"),
        FormField("username", ""),
        FormField("password", ""),
        FormField("terms", "1"),
    )
    assert form.request().url == form.url


def test_without_an_action_it_goes_to_the_page_itself():
    form = login_form(page(b"<form method=post><input type=password name=p></form>"))
    assert form.url == "http://a.test/accounts/login"


def test_the_form_that_lets_in_comes_before_one_that_sets_a_password():
    joining = b"<form action=/join><input type=password name=a><input type=password name=b></form>"
    entering = b"<form action=/in><input type=password name=p></form>"
    assert login_form(page(joining + entering)).url == "http://a.test/in"
    assert login_form(page(joining)).url == "http://a.test/join"


@pytest.mark.parametrize("body", [b"", b"<form><input name=q></form>", b"<form", b"\xff<form>"])
def test_no_login(body):
    assert login_form(page(body)) is None
    assert login_form(Attempt()) is None
