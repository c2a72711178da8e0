"""One call that is given without the folder before its path, and is refused below it."""

import pytest

from inspector.diagnose import diagnose
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
    assert found(post("/login", own, "", form))[0] == "wrong-password"
    assert found(post("/login", SHUT, "", form))[0] == "web-server-rule"
