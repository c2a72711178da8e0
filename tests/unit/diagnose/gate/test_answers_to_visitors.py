"""What a visitor is told who shows nothing: a page of its own, whether somebody is in, a text."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

FORM = (
    '<form method="post" action="/login"><input name="user">'
    '<input type="password" name="pw"><button>Log in</button></form>'
)
TREES = " ".join(f"Tree {n} stands by the river and bears fruit in autumn." for n in range(6))
COOKIE = "> Cookie: session=8c1f5e0a7db24c39\n"
JSON = "Content-Type: application/json"


def _slugs(text):
    return [one.slug for one in diagnose(sent_from_here(attempt_of(text))).findings]


# ---------------- A page with a login at its side
def _page(text=TREES, *, title="Trees", heading="Trees", sent=""):
    return (
        f"> GET https://mill.example/trees\n{sent}< 200 OK\n< Content-Type: text/html\n"
        f"<< <html><title>{title}</title><h1>{heading}</h1><p>{text}</p>{FORM}</html>"
    )


def test_a_page_with_a_subject_of_its_own_was_given():
    assert _slugs(_page()) == []


@pytest.mark.parametrize(
    "page",
    [
        _page("A few trees."),
        _page(title="Log in"),
        _page(heading="Please log in"),
        _page(f"Permission Denied. {TREES}"),
        _page(title="Permission Denied"),
        _page(heading="Permission Denied"),
        _page(f"You must log in to see this page. {TREES}"),
    ],
)
def test_a_page_that_denies_or_is_a_login_was_not(page):
    assert _slugs(page)[0] == "no-credentials-sent"


def test_who_sent_a_session_is_not_known_by_it():
    assert _slugs(_page(sent=COOKIE))[0] == "session-ended"


# ---------------- Whether somebody is logged in
def _call(path, told, *, sent="", method="GET", status="200 OK"):
    return f"> {method} https://mill.example{path}\n{sent}< {status}\n< {JSON}\n<< {told}"


SAYS = [
    '{"status": "notLoggedIn", "authenticationRequired": true}',
    '{"status": "not logged in"}',
    '{"authenticated": false}',
    '{"message": "You are not logged in"}',
]


@pytest.mark.parametrize("told", SAYS)
@pytest.mark.parametrize("path", ["/loginStatus", "/api/auth/check", "/session/state", "/whoami"])
def test_who_asks_whether_somebody_is_logged_in_is_told_so(path, told):
    assert _slugs(_call(path, told)) == []


@pytest.mark.parametrize("told", SAYS)
def test_elsewhere_it_is_a_refusal(told):
    assert _slugs(_call("/orders", told))[0] == "no-credentials-sent"
    assert _slugs(_call("/loginStatus", told, status="401 No"))[0] == "no-credentials-sent"


@pytest.mark.parametrize("told", SAYS)
def test_so_it_is_for_a_session(told):
    assert _slugs(_call("/loginStatus", told, sent=COOKIE))[0] == "session-ended"


# ---------------- A text that GraphQL was asked for
HELP = "UNAUTHENTICATED means that nobody logged in"


def _asked(query, told):
    sent = f'> {JSON}\n>> {{"query": "{query}"}}\n'
    return _call("/graphql", told, sent=sent, method="POST")


def test_a_text_that_was_asked_for_is_no_refusal():
    assert _slugs(_asked("{ help }", f'{{"data": {{"help": "{HELP}"}}}}')) == []


@pytest.mark.parametrize(
    "text",
    [
        _asked("{ message }", f'{{"data": {{"message": "{HELP}"}}}}'),
        _asked("{ loginError }", f'{{"data": {{"loginError": "{HELP}"}}}}'),
        _asked("{ help }", '{"data": {"help": null}, "errors": [{"message": "UNAUTHENTICATED"}]}'),
        _asked(
            "mutation { login(user: 1) { error } }",
            '{"data": {"login": {"error": "Invalid credentials"}}}',
        ),
        _call("/help", f'{{"data": {{"help": "{HELP}"}}}}'),
    ],
)
def test_a_text_that_tells_an_error_is_one(text):
    assert _slugs(text)[0] == "no-credentials-sent"
