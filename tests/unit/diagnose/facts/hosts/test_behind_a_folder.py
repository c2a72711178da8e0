"""One call that is given without the folder before its path, and is refused below it."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.hosts.behind_a_folder import Folders, folders_of
from tests.fixtures.short_texts import attempt_of

KEY = "> Authorization: Bearer 9yTgt6dJepy3zDIv2VxYiEUa\n"
QUERY = '> Content-Type: application/json\n>> {"query": "{ orders { item } }"}\n'
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"data": {"orders": [{"item": "lamp"}]}}'
NOBODY = (
    "< 200 OK\n< Content-Type: application/json\n"
    '<< {"errors": [{"message": "Not Authorised!", "path": ["orders"]}], "data": null}'
)
PAGE = (
    "<html><head><title>{0}</title></head><center><h1>{0}</h1></center><hr><center>nginx</center>"
)
SHUT = f"< 403 Forbidden\n< Content-Type: text/html\n<< {PAGE.format('403 Forbidden')}"
WANTS_LOGIN = (
    '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="deploy"\n< Content-Type: text/html\n'
    f"<< {PAGE.format('401 Authorization Required')}"
)
HELD = "> X-Api-Key: k-8f2c41d09a7be35560\n"
HOOK = (
    "> X-Hub-Signature-256: sha256=171146c1b5968a98184c64eb0134c2682af7f993a3064452a151c315b87d\n"
)


def post(path, reply, sent=KEY, body=QUERY):
    return f"> POST https://api.test{path}\n{sent}{body}{reply}"


def found(*parts):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


def test_what_is_known_without_the_folder_is_taken_off_below_it():
    got = found(post("/graphql", GIVEN), post("/edge/graphql", NOBODY))
    assert got[0] == "authorization-stripped"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (post("/graphql", GIVEN), post("/admin/graphql", NOBODY)),
        (post("/graphql", GIVEN, body=QUERY.replace("item }", "id }")), post("/e/graphql", NOBODY)),
        (post("/graphql", GIVEN, sent=KEY.replace("9y", "8z")), post("/edge/graphql", NOBODY)),
        (post("/v2/graphql", GIVEN), post("/v1/graphql", NOBODY)),
        (
            post("/graphql", GIVEN),
            post("/edge/graphql", NOBODY.replace("Not A", "Token expired, a")),
        ),
    ],
)
def test_another_call_caller_or_part_is_not_taken_off(before, now):
    assert found(before, now)[0] != "authorization-stripped"


def test_a_right_is_missing_where_a_read_has_another_path():
    given = f"> GET https://api.test/orders\n{KEY}{GIVEN}"
    refused = f"> GET https://api.test/stores/orders\n{KEY}{NOBODY}"
    assert found(given, refused)[0] == "works-elsewhere"


def test_the_page_of_the_server_in_front_shuts_what_it_lets_through_elsewhere():
    for sent in (HOOK, KEY):
        assert found(post("/hooks", GIVEN, sent), post("/in/hooks", SHUT, sent))[0] == (
            "web-server-rule"
        )


def test_the_page_of_the_server_in_front_asks_for_its_own_login():
    got = found(post("/hooks", GIVEN, HOOK), post("/in/hooks", WANTS_LOGIN, HOOK))
    assert got[0] == "no-credentials-sent"  # what signs the message is no answer to a challenge
    got = found(post("/hooks", GIVEN, HELD), post("/in/hooks", WANTS_LOGIN, HELD))
    assert got[0] == "front-login-missing"
    assert "known-below-another-path" not in got


def test_the_programs_own_403_below_a_folder_is_a_right():
    own = '< 403 Forbidden\n< Content-Type: application/json\n<< {"error": "Forbidden"}'
    assert found(post("/hooks", GIVEN, HOOK), post("/in/hooks", own, HOOK))[0] == "works-elsewhere"


SOAP = (
    "> Content-Type: text/xml\n> SOAPAction: urn:orders/Get\n"
    '>> <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>'
    '<wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-'
    'secext-1.0.xsd"><wsse:UsernameToken><wsse:Username>shop</wsse:Username>'
    "<wsse:Password>pw-{0}</wsse:Password></wsse:UsernameToken></wsse:Security></soap:Header>"
    "<soap:Body><Get/></soap:Body></soap:Envelope>\n"
)
ENVELOPE = (
    "< 200 OK\n< Content-Type: text/xml\n<< <Envelope><Body><item>lamp</item></Body></Envelope>"
)


def test_a_login_in_a_soap_header_is_not_read_by_the_server_in_front():
    refused = post("/branch/orders", SHUT, "", SOAP.format(2))
    assert found(refused)[0] == "web-server-rule"
    assert found(post("/orders", ENVELOPE, "", SOAP.format(1)), refused)[0] == "web-server-rule"


def test_a_login_in_a_body_that_the_program_itself_refuses_may_be_wrong():
    own = "< 403 Forbidden\n< Content-Type: text/plain\n<< Forbidden"
    form = "> Content-Type: application/x-www-form-urlencoded\n>> username=ada&password=pw-12345\n"
    assert found(post("/login", own, "", form))[:2] == ["csrf-token-missing", "wrong-password"]
    assert found(post("/login", SHUT, "", form))[0] == "web-server-rule"


# ---------------- Reads that a server in front hands on
BASIC = "> Authorization: Basic YWRhOmdhdWdlIG5lZWRsZSA1\n"
IN_FRONT = "< Server: nginx/1.26.3\n"
ASKED = (
    '< 401 Unauthorized\n{}< WWW-Authenticate: Basic realm="{}"\n< Content-Type: text/plain\n'
    "<< Unauthorized"
)
TO_NOBODY = ASKED.format(IN_FRONT, "stats")
LISTED = f'< 200 OK\n{IN_FRONT}< Content-Type: application/json\n<< {{"status": "success"}}'


def get(path, reply, sent=BASIC):
    return f"> GET https://api.test{path}\n{sent}{reply}"


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("/prom/api/v1/query?query=up", "/embedded/api/v1/query?query=up"),
        ("/simple/hello/", "/stripped/simple/hello/"),
        ("/notes/ada.txt", "/stripped/notes/ada.txt"),
    ],
)
def test_a_read_below_another_folder_that_knows_nobody_lost_its_login_in_front(there, here):
    assert found(get(there, LISTED), get(here, TO_NOBODY))[0] == "authorization-stripped"
    assert found(get(here, TO_NOBODY), get(there, LISTED))[0] == "authorization-stripped"


@pytest.mark.parametrize(
    ("there", "here", "reply"),
    [
        # no server stands in front, or one of its own refuses
        ("/prom/api/v1/query", "/team/api/v1/query", ASKED.format("", "stats")),
        # a part of which only some may read, and the folder of a person
        ("/prom/api/v1/query", "/admin/api/v1/query", TO_NOBODY),
        ("/ada/notes/first/text", "/bob/notes/first/text", TO_NOBODY),
        # another thing, another slip, another environment
        ("/ada/note.txt", "/bob/own.txt", TO_NOBODY),
        ("/orders/api/v1/all", "/order/api/v1/all", TO_NOBODY),
        ("/live/api/v1/query", "/staging/api/v1/query", TO_NOBODY),
        # the caller is known, or another scheme is wanted
        ("/prom/api/v1/query", "/team/api/v1/query", TO_NOBODY.replace("401 Un", "403 Un")),
        ("/prom/api/v1/query", "/team/api/v1/query", TO_NOBODY.replace("Basic", "Negotiate")),
    ],
)
def test_a_read_may_lack_a_right_below_another_folder(there, here, reply):
    assert found(get(there, LISTED), get(here, reply))[0] != "authorization-stripped"


DENIED = '< 403 Forbidden\n{}< Content-Type: application/json\n<< {{"error": "{}"}}'
TO_YOU = "You do not have permission to view this table"


@pytest.mark.parametrize(
    ("server", "words", "here", "slug"),
    [
        (IN_FRONT, TO_YOU, "/public/shop/items", "authorization-stripped"),
        ("", TO_YOU, "/public/shop/items", "right-missing"),
        (IN_FRONT, "You need the role buyer", "/public/shop/items", "right-missing"),
        (IN_FRONT, TO_YOU, "/shop/secrets", "right-missing"),
    ],
)
def test_a_right_that_is_there_without_the_folder_is_denied_to_nobody(server, words, here, slug):
    given = get("/shop/items", LISTED)
    assert found(given, get(here, DENIED.format(server, words)))[0] == slug


def test_a_folder_lets_a_login_through_where_it_gave_something():
    before = (get("/prom/api/v1/query", LISTED), get("/team/api/v1/labels", LISTED))
    assert found(*before, get("/team/api/v1/query", TO_NOBODY))[0] == "works-elsewhere"


def test_the_page_of_the_server_in_front_asks_for_its_own_login_below_another_folder():
    asks = WANTS_LOGIN.replace("< Content", f"{IN_FRONT}< Content")
    got = found(get("/prom/api/v1/query", LISTED), get("/double/api/v1/query", asks))
    assert got[0] == "login-of-front-server"


def test_what_stands_before_the_same_rest():
    assert folders_of("/edge/orders", "/orders") == Folders("/edge", "")
    assert folders_of("/team/v1/all", "/prom/v1/all") == Folders("/team", "/prom")
    assert folders_of("/api/team/v1/all", "/api/prom/v1/all") is None
    assert folders_of("/team/all", "/prom/all") is None
