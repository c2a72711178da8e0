"""Pages with 200 that refuse: by a heading of their own, or a line in place of a login's page."""

import pytest

from inspector.diagnose.diagnosing import diagnose

BASIC = "> Authorization: Basic YWxpY2U6Y29ycmVjdCBob3JzZQ==\n"
HTML = "< 200 OK\n< Content-Type: text/html\n"


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


def _page(title, heading, sent=BASIC):
    body = f"<title>{title}</title><h1>Plant wiki</h1><h1 id='a'>{heading}</h1><p>You lack rights."
    return f"> GET https://wiki.example/doku.php?id=board\n{sent}{HTML}<< <html>{body}</p></html>"


@pytest.mark.parametrize(
    "heading", ["Permission Denied", "403 Forbidden", "You are not authorized to view this page"]
)
def test_a_heading_above_another_title_refuses(attempt, heading):
    assert _slugs(attempt, _page("board [Plant wiki]", heading))[:1] == ["right-missing"]


@pytest.mark.parametrize(
    ("title", "heading", "sent"),
    [
        ("Permission denied - questions", "Permission denied", BASIC),  # a text about it
        ("board [Plant wiki]", "Denied boarding", BASIC),
        ("board [Plant wiki]", "Minutes", BASIC),
        ("board [Plant wiki]", "Permission Denied", ""),  # nobody said who they are
    ],
)
def test_a_page_about_something_is_given(attempt, title, heading, sent):
    assert "right-missing" not in _slugs(attempt, _page(title, heading, sent))


LOGIN = (
    "> POST https://mill.example/enter\n> Content-Type: application/x-www-form-urlencoded\n"
    ">> user=alice&password=correct+hors\n"
)


def test_a_line_in_place_of_a_page_refuses_a_login(attempt):
    page = "<< <form method=post><p>Wrong login</p></form>"
    assert _slugs(attempt, f"{LOGIN}{HTML}{page}") == ["wrong-password"]


@pytest.mark.parametrize(
    "reply",
    [
        f"{HTML}< Set-Cookie: sid=8f1d2c3b4a59687\n<< <p>Welcome. Your last wrong login: Monday</p>",
        f"{HTML}<< <p>Wrong login? {'Read how to get a new password from the office. ' * 4}</p>",
    ],
)
def test_who_gets_a_session_or_more_to_read_is_let_in(attempt, reply):
    assert _slugs(attempt, f"{LOGIN}{reply}") == []
