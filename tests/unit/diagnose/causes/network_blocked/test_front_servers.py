"""A server in front with a login, or which loses one, before a program that was asked by itself."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOGIN = "> Authorization: Basic aW5lczpsZXZlbA==\n"
DIRECT = "> GET http://127.0.0.1:8080{path}\n{sent}< 200 OK\n< Server: waitress\n{mark}<< span 84 m"
PAGE = (
    "<html><head><title>401 Authorization Required</title></head><center>"
    "<h1>401 Authorization Required</h1></center><hr><center>nginx/1.26.3</center></html>"
)
OWN = f'< Content-Type: text/html\n< WWW-Authenticate: Basic realm="Staff"\n<< {PAGE}'
PASSED_ON = '< WWW-Authenticate: Basic realm="Survey"\n{mark}'
MARK = "< X-Powered-By: Zope (www.zope.dev), Python\n"


def _direct(path="/plans/bridge.txt", sent=LOGIN, mark=MARK):
    return DIRECT.format(path=path, sent=sent, mark=mark)


def _at_front(reply, path="/plans/bridge.txt", server="nginx/1.26.3", status="401 Unauthorized"):
    line = f"> GET http://127.0.0.1:8081{path}\n{LOGIN}< {status}\n< Server: {server}\n"
    return line + reply


OF_A_BALANCER = (
    "< Content-Type: text/html\n<< <html><head><title>403 Forbidden</title></head>"
    "<center><h1>403 Forbidden</h1></center></html>"
)


def _first(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings[0].slug


@pytest.mark.parametrize(
    "path", ["/plans/bridge.txt", "/portal/news.txt", "/site/plans/bridge.txt"]
)
def test_the_login_of_a_front_is_its_own_whatever_is_asked_for(path):
    assert _first(_direct(), _at_front(OWN, path)) == "login-of-front-server"


def test_one_program_behind_a_front_gets_no_login():
    assert _first(_direct(), _at_front(PASSED_ON.format(mark=MARK))) == "authorization-stripped"
    unmarked = _at_front(PASSED_ON.format(mark=""))
    assert _first(_direct(mark=""), unmarked) == "authorization-stripped"


@pytest.mark.parametrize(
    "parts",
    [
        (_direct(mark=""), _at_front(PASSED_ON.format(mark="< X-Powered-By: PHP/8.3\n"))),
        (_direct(), _at_front(PASSED_ON.format(mark=MARK), server="waitress")),
    ],
)
def test_another_port_where_no_front_shows(parts):
    assert _first(*parts) == "other-port-serves-it"


@pytest.mark.parametrize(
    "parts",
    [
        (_direct(sent=""), _at_front(OWN)),  # the program asks nobody for it
        (_direct(sent="> Authorization: Basic eDp5\n"), _at_front(OWN)),  # another login
        (_direct(), _at_front(OWN, server="waitress")),
    ],
)
def test_what_shows_no_login_in_front(parts):
    assert _first(*parts) not in {"login-of-front-server", "web-server-rule"}


def test_what_the_program_gave_for_another_path_proves_no_rule_of_the_front():
    page = f"< Content-Type: text/html\n<< {SHUT}"
    shut = _at_front(page, path="/portal/x", status="403 Forbidden")
    found = diagnose(attempt_of(f"{_direct()}\n---\n{shut}")).findings[0]
    assert (found.slug, found.certainty) == ("web-server-rule", "possible")


# ---------------- What is for the program stands elsewhere than a server in front reads a login
COOKIE = "> Cookie: session=eyJ1IjoxfQ.aUq2fQ.Kf3n0LrYxq8ZpWm1\n"
KEY = "> X-Api-Key: k-8f2c41d09a7be35560\n"
BEARER = "> Authorization: Bearer k-8f2c41d09a7be35560\n"


def _asked(sent, reply=OWN):
    return f"> GET http://127.0.0.1:8081/orders\n{sent}< 401 Unauthorized\n< Server: nginx\n{reply}"


@pytest.mark.parametrize("sent", [COOKIE, KEY])
def test_the_login_in_front_is_missing_where_nothing_stands_in_its_place(sent):
    assert _first(_asked(sent)) == "front-login-missing"
    assert _first(_direct("/orders", sent, ""), _asked(sent)) == "front-login-missing"


@pytest.mark.parametrize(
    "text",
    [
        _asked(BEARER),
        _asked(LOGIN),
        _asked(COOKIE, OWN.replace('< WWW-Authenticate: Basic realm="Staff"\n', "")),
        _asked(COOKIE, '< WWW-Authenticate: Basic realm="api"\n<< {"error": "Log in first"}'),
    ],
)
def test_it_is_not_missing_where_something_stands_there_or_the_program_asks(text):
    assert _first(text) != "front-login-missing"


def test_a_wrong_login_in_front_is_no_login_of_the_program():
    got = _first(_direct("/orders", KEY, ""), _asked(KEY + LOGIN).replace("8081/", "8080/in/"))
    assert got not in {"login-of-front-server", "front-login-missing"}


# ---------------- A page of the server's own that forbids
SHUT = PAGE.replace("401 Authorization Required", "403 Forbidden")
OF_PROGRAM = '< Content-Type: application/json\n<< {"message": "Forbidden"}'


@pytest.mark.parametrize(
    ("reply", "slug"),
    [(f"< Content-Type: text/html\n<< {SHUT}", "web-server-rule"), (OF_PROGRAM, "forbidden")],
)
def test_who_forbids_what_a_login_asks_for(reply, slug):
    assert _first(_at_front(reply, status="403 Forbidden")) == slug


def test_a_login_in_the_body_is_none_for_the_front():
    sent = "> Content-Type: application/json\n"
    body = '>> {"method": "auth.login", "params": ["level"]}\n'
    head = "> POST http://127.0.0.1:8081/closed/json\n"
    assert _first(f"{head}{sent}{body}< 401 Unauthorized\n{OWN}") == "front-login-missing"


@pytest.mark.parametrize(
    ("asked", "first"), [("Basic", "forbidden"), ("Bearer", None), ("", "web-server-rule")]
)
def test_who_forbids_beside_a_challenge_of_the_scheme_that_was_sent_looked_who_calls(asked, first):
    challenge = f'< WWW-Authenticate: {asked} realm="dav"\n' if asked else ""
    shut = _at_front(f"{challenge}< Content-Type: text/html\n<< {SHUT}", status="403 Forbidden")
    found = _first(shut)
    assert found == first if first else found != "forbidden"


SIGNS_IN = """> POST http://127.0.0.1:8081/login
> User-Agent: {program}
> Content-Type: application/json
>> {{"user": "ines", "password": "{password}"}}
< {status}"""


@pytest.mark.parametrize(("password", "of_the_client"), [("level", True), ("lever", False)])
def test_another_password_is_no_other_client_program(password, of_the_client):
    given = SIGNS_IN.format(program="Mozilla/5.0", password="level", status="200 OK")
    refused = SIGNS_IN.format(program="curl/8.9", password=password, status="403 Forbidden")
    found = diagnose(attempt_of(f"{given}\n---\n{refused}")).findings
    assert (found[0].slug == "client-program-refused") is of_the_client
    assert of_the_client or "client-program-refused" not in {one.slug for one in found}


@pytest.mark.parametrize(
    ("server", "own", "slug"),
    [
        ("awselb/2.0", "uvicorn", "web-server-rule"),
        ("cloudflare", "gunicorn", "web-server-rule"),
        ("uvicorn", "uvicorn", "forbidden"),
        ("nginx", "nginx", "forbidden"),  # it writes its name over the program's
    ],
)
def test_a_page_under_the_name_of_a_server_in_front_never_came_to_the_program(server, own, slug):
    given = _at_front("<< {}", server=own, status="200 OK")
    assert _first(given, _at_front(OF_A_BALANCER, server=server, status="403 Forbidden")) == slug


def test_azures_gateway_signs_its_own_page():
    signed = OF_A_BALANCER.replace(
        "</html>", "<hr><center>Microsoft-Azure-Application-Gateway/v2</center></html>"
    )
    line = f"> GET http://a.test/search?q=1'%20OR%20'1'%3D'1\n{LOGIN}< 403 Forbidden\n"
    assert _first(line + signed) == "content-refused"


# ---------------- A page of the web server to a write with a session
WRITE = (
    "> POST https://mills.example/orders\n> Cookie: sessionid=6ffd4a9d48fe15f5c961021fd4217227\n"
)
APACHE = (
    "<html><head><title>403 Forbidden</title></head><h1>Forbidden</h1><hr>"
    "<address>Apache/2.4.62 (Debian) Server at mills.example Port 80</address></html>"
)
NGINX = PAGE.replace("401 Authorization Required", "403 Forbidden")
OWN_PAGE = "<html><head><title>Mills</title></head><h1>Forbidden</h1></html>"


@pytest.mark.parametrize(("page", "of_server"), [(NGINX, True), (APACHE, True), (OWN_PAGE, False)])
@pytest.mark.parametrize("before", ["", f"{WRITE}< 200 OK\n---\n".replace("POST", "GET")])
def test_a_web_server_checks_no_forgery(before, page, of_server):
    refused = f"{WRITE}< 403 Forbidden\n< Content-Type: text/html\n<< {page}"
    found = diagnose(attempt_of(before + refused)).findings
    assert any(one.slug == "web-server-rule" for one in found) is of_server
    assert any(one.slug.startswith("csrf-") for one in found) is not of_server
