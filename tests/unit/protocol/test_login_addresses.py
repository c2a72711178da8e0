"""Addresses of logins: one list of words, four questions."""

import pytest

from inspector.protocol.login_addresses import (
    is_form_path,
    is_login_path,
    is_login_target,
    is_sign_in_step,
    may_log_in,
)

LOGINS = ("/login", "/log-in", "/log_in", "/signin", "/users/sign_in", "/sign-on", "/logon")
OTHERS = (
    "/orders",
    "/designing/x",
    "/blog-index",
    "/authors",
    "/assigning",
    "/catalog_info",
    "/by-session",
)


def asked(path):
    return (
        is_sign_in_step(path, ()),
        is_login_target(f"https://a.test{path}"),
        may_log_in(f"https://a.test{path}"),
        is_login_path(path),
    )


@pytest.mark.parametrize("path", LOGINS)
def test_each_question_knows_each_way_to_write_a_login(path):
    assert asked(path) == (True, True, True, True)


@pytest.mark.parametrize("path", [*OTHERS, "/plugins"])
def test_words_that_only_hold_one_are_none(path):
    step, target, _, logged = asked(path)
    assert (target, logged) == (False, False)
    assert step == (path == "/authors")  # beside a login by its letters, and only looked at


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://login.example.com/", True),
        ("https://a.test/app?redirect_uri=%2F", True),
        ("https://a.test/j_security_check", True),
        ("https://a.test/oauth2/start", True),
        ("https://a.test/+login?goto_url=/depot", True),
        ("https://a.test/-/login", True),
        ("https://a.test/oauth2/token", False),
        ("https://a.test/list-login", False),
        ("https://[broken", False),
    ],
)
def test_where_a_redirect_leads(address, leads):
    assert is_login_target(address) == leads


def test_old_applications_name_the_page_in_the_query():
    assert is_sign_in_step("/index.php", [("action", "userlogin")])
    assert not is_sign_in_step("/index.php", [("action", "orders"), ("q", "login")])


@pytest.mark.parametrize(
    "path",
    ["/login", "/api/v2/auth/login", "/oauth/token", "/wp-login.php", "/Account/LogOn", "/session"],
)
def test_paths_of_a_log_where_one_logs_in(path):
    assert is_login_path(path)


@pytest.mark.parametrize(
    "path", ["/", "/authors", "/blog/signing-in", "/tokenizer", "/sessions-of-day"]
)
def test_other_paths_of_a_log(path):
    assert not is_login_path(path)


def test_a_session_behind_a_semicolon_leaves_a_login_what_it_is():
    path = "/open/login;jsessionid=node01x"
    assert is_form_path(path)
    assert is_login_path(path)
    assert is_login_target(f"https://a.test{path}")


@pytest.mark.parametrize("path", ["/orders;jsessionid=node01x", "/login;jsessionid=node01x/2fa"])
def test_a_semicolon_makes_no_login_form(path):
    assert not is_form_path(path)
