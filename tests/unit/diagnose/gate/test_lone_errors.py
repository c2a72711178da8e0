"""Whoever sends one request and gets an error asks about it, though no word of it refuses access."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.exchange import Timing
from tests.fixtures.experimenting import jwt
from tests.fixtures.short_texts import attempt_of, sent_from_here

TOKEN = "> Authorization: Bearer abc.def\n"
# Its claims: a subject "ann" and a tenant "north".
TENANT = (
    "> Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJ0ZW5hbnQiOiJub3J0aCJ9.c2ln\n"
)
FORM = "> POST https://api.test/session/login\n> Content-Type: application/json\n"


def sent(text):
    return sent_from_here(attempt_of(text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("> GET https://api.test/v1/orders\n" + TOKEN + "< 404 Not Found", "path-unknown"),
        (
            "> GET https://api.test/orders\n" + TOKEN + "< 404 Not Found\n"
            "< Content-Type: text/plain\n<< Cannot GET /orders",
            "path-unknown",
        ),
        (
            "> POST https://api.test/items\n" + TOKEN + "< 404 Not Found\n<< Item list not found",
            "path-unknown",
        ),
        (
            "> GET https://api.test/orders?tenant=south\n" + TENANT + "< 404 Not Found",
            "wrong-tenant",
        ),
        (
            "> GET https://api.test/orders\n> X-Tenant-Id: south\n" + TENANT + "< 400 Bad Request",
            "wrong-tenant",
        ),
        (
            "> POST https://api.test/orders\n"
            + TOKEN
            + "< 308 Permanent Redirect\n< Location: /orders/",
            "trailing-slash",
        ),
        (
            "> GET https://api.test/orders\n> Authorization: Bearer Bearer abc\n< 400 Bad Request",
            "scheme-word-twice",
        ),
        (
            (
                "> POST https://api.test/api/login\n> Content-Type: application/json\n"
                '>> {"username": "ann", "password": "p"}\n< 404 Not Found\n'
                "< Content-Type: text/plain\n<< The path '/api/login' was not found."
            ),
            "path-unknown",
        ),
        (
            "> GET https://api.test/orders\n> Authorization: Token 9f2b64c1d07e\n< 400 Bad Request",
            "other-scheme-wanted",
        ),
        (
            "> GET https://api.test/machines\n" + TOKEN + "< 404 Not Found\n"
            '< Content-Type: application/json\n<< {"message": "/machines does not exist"}',
            "path-unknown",
        ),
        (
            "> PUT https://api.test/parts\n" + TOKEN + "< 404 Not Found\n"
            "< Content-Type: application/json\n"
            '<< {"error": {"message": "Endpoint \\"PUT /parts\\" not found."}}',
            "path-unknown",
        ),
        (
            "> POST https://api.test/trpc/notes.list\n" + TOKEN + "< 404 Not Found\n"
            "< Content-Type: application/json\n"
            '<< {"error": {"message": "No \\"mutation\\"-procedure on path \\"notes.list\\""}}',
            "path-unknown",
        ),
        (
            FORM + '>> {"username": "ann", "password": "p"}\n< 400 Bad Request\n'
            "< Content-Type: text/html\n<< <form method=POST><input name=username>"
            "<input name=password type=password></form>",
            "wrong-password",
        ),
        (
            (
                "> GET https://api.test/orders\n> Authorization: Basic YWxpY2U65fbk\n"
                "< 400 Bad Request\n< Content-Type: text/plain\n"
                "<< The username or password contained other than UTF-8"
            ),
            "basic-charset",
        ),
        ("> GET https://api.test/orders\n" + TOKEN + "< 400 Bad Request", "token-not-accepted"),
        (
            "> GET https://api.test/orders\n" + TOKEN + "< 400 Bad Request\n"
            "< Content-Type: text/plain\n<< The header is in the wrong format.",
            "credential-malformed",
        ),
        (
            "> OPTIONS https://api.test/a\n> Access-Control-Request-Method: PUT\n< 400 Bad Request",
            "preflight-refused",
        ),
        (
            '> GET https://api.test/a\n< 400 Bad Request\n<< {"error": "missing api_key"}',
            "no-credentials-sent",
        ),
        (
            FORM + '>> {"username": "ann", "password": "p"}\n< 422 Unprocessable Content\n'
            '<< {"detail": [{"loc": ["body", "username"], "msg": "Field required"}]}',
            "credential-not-recognised",
        ),
        ("> GET https://api.test/sso/start\n< 503 Service Unavailable", "token-endpoint-failed"),
        (
            "> POST https://api.test/rpc\n> Rpc-Session-Id: 5f0c1d2e3b4a5968\n" + TOKEN + "> X: 1\n"
            "< 404 Not Found\n<< Session not found",
            "session-ended",
        ),
    ],
)
def test_the_likeliest_cause_is_told(text, slug):
    findings = diagnose(sent(text)).findings
    assert findings[0].slug == slug, [(one.slug, one.score) for one in findings]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v3/directory/room/%23quay%3Aberth.example", '{"error": "Room alias not known"}'),
        ("/v1/boats/gull", '{"status": "No objects found."}'),
        ("/v1/boats/gull", '{"error": "Boat gull not found"}'),
        ("/3.1/users/zoe@berth.example", '{"title": "404 Not Found"}'),
        ("/v1/boats/gull-7", "{}"),
        ("/fetch.php?media=boat:none", "Not Found"),
        ("/simple/gull/", "<html><h1>404 Not Found</h1>The boat gull does not exist.</html>"),
    ],
)
def test_a_thing_that_is_not_there_is_no_refusal(path, body):
    asked = f"> GET https://api.test{path}\n{TOKEN}< 404 Not Found\n<< {body}"
    assert diagnose(sent(asked)).findings == ()
    nobody = '{"error": "The requested URL was not found"}'
    unknown = f"> GET https://api.test/v1/boats\n{TOKEN}< 404 Not Found\n<< {nobody}"
    assert diagnose(sent(unknown)).findings[0].slug == "path-unknown"


@pytest.mark.parametrize(
    "text",
    [
        "> GET https://api.test/orders/99/\n" + TOKEN + "< 404 Not Found\n<< No such order",
        "> GET https://api.test/orders/99\n" + TOKEN + "< 404 Not Found\n"
        '< Content-Type: application/json\n<< {"message": "/orders/99 does not exist"}',
        "> GET https://api.test/v1/orders/99\n" + TOKEN + "< 404 Not Found",
        "> GET https://api.test/orders\n< 404 Not Found",
        "> GET https://api.test/boxes/blue\n" + TOKEN + "< 404 Not Found\n"
        '< Content-Type: application/json\n<< {"error": "Not Found", "details": {"id": "blue"}}',
        "> GET https://api.test/orders\n" + TOKEN + "< 400 Bad Request\n<< count must be positive",
        "> GET https://api.test/orders\n"
        + TOKEN
        + "< 400 Bad Request\n<< Malformed X-Trace header",
        "> POST https://api.test/orders\n" + TOKEN + "< 303 See Other\n< Location: /orders/99",
        "> POST https://api.test/page\n" + TOKEN + "< 302 Found\n< Location: /page?id=start",
    ],
)
def test_what_is_about_the_thing_asked_for_stays_silent(text):
    assert diagnose(sent(text)).findings == ()


@pytest.mark.parametrize(
    ("thing", "unknown"),
    [
        ("/shop/trunk/unauthorized.txt", "/shop/trunk/unauthorized.php"),
        ("/api/files/cube.gcode", "/api/files.json"),
        ("/feeds/download/9/text/", "/feeds/download/text/"),
        ("/api/users/12/orders", "/api/2/orders"),
        ("/api/boats/properties?hash=00ff", "/api/boats/properties?sort=00ff"),
        ("/boats?boatId=gull", "/boats?tenant_id=gull"),
    ],
)
def test_the_address_of_one_thing_is_right_and_the_thing_is_not_there(thing, unknown):
    page = "<< <h1>Not Found</h1><p>The requested URL was not found on this server.</p>"
    for path, silent in ((thing, True), (unknown, False)):
        asked = f"> GET https://api.test{path}\n{TOKEN}< 404 Not Found\n< Content-Type: text/html"
        assert (diagnose(sent(f"{asked}\n{page}")).findings == ()) is silent


def test_what_a_recording_holds_was_not_asked_about():
    text = "> GET https://api.test/v1/orders\n" + TOKEN + "< 404 Not Found"
    assert diagnose(attempt_of(text)).findings == ()


# ---------------- An error after a round time
def waited(seconds, status="500 Internal Server Error", body="", token=TOKEN):
    attempt = sent(f"> GET https://api.test/orders\n{token}< {status}\n<< {body}")
    timing = Timing(wait=seconds * 1000, total=seconds * 1000)
    only = msgspec.structs.replace(attempt.exchanges[0], timing=timing)
    return [
        one.slug for one in diagnose(msgspec.structs.replace(attempt, exchanges=(only,))).findings
    ]


@pytest.mark.parametrize("seconds", [2.01, 5.003, 10.08, 30.4, 60.0])
def test_a_wordless_error_after_a_usual_limit_may_be_a_login_service(seconds):
    assert waited(seconds) == ["login-service-down"]
    assert waited(seconds, body="Internal Server Error") == ["login-service-down"]


@pytest.mark.parametrize(
    ("seconds", "more"),
    [
        (30.0, {"body": "column orders.colour does not exist"}),
        (30.0, {"token": ""}),
    ],
)
def test_any_other_error_stays_an_ordinary_one(seconds, more):
    assert waited(seconds, **more) == []


# ---------------- Half a login
HALF = "> POST https://api.test/auth\n> Content-Type: application/json\n"


def missed(body, said="Missing username or password.", status="401 Unauthorized"):
    reply = f'< {status}\n< Content-Type: application/json\n<< {{"reasons": ["{said}"]}}'
    return diagnose(sent(f"{HALF}>> {body}\n{reply}")).findings[0]


def test_a_refused_body_without_its_password_gets_it():
    found = missed('{"username": "ada"}')
    assert (found.slug, found.fixes[0].id) == ("no-credentials-sent", "enter-login")
    assert [one.field.name for one in found.fixes[0].changes] == ["username", "password"]


def test_a_whole_login_is_missed_in_another_way():
    whole = missed('{"username": "ada", "password": "x"}', "Authentication failed.")
    assert whole.slug == "wrong-password"
    other = missed('{"colour": "red"}', "Missing credentials.")
    assert "enter-login" not in [fix.id for fix in other.fixes]


# ---------------- A login in Authorization where the body is read
BASIC = "> POST https://api.test/login\n> Authorization: Basic YWRhOng=\n"
REQUIRED = '< 400 Bad Request\n< Content-Type: application/json\n<< {"error": "%s"}'


def test_a_login_by_basic_is_asked_for_in_the_body():
    refused = REQUIRED % "username and password are required"
    found = diagnose(sent(BASIC + refused)).findings[0]
    assert found.slug == "credential-not-recognised"
    assert found.fixes[0].id == "enter-login"


@pytest.mark.parametrize(
    "text",
    [
        BASIC + REQUIRED % "colour is required",
        BASIC.replace("login", "sign-up") + REQUIRED % "username and password are required",
    ],
)
def test_other_fields_that_lack_are_no_login(text):
    assert diagnose(sent(text)).findings == ()


def test_a_read_has_no_body_to_put_a_login_in():
    read = BASIC.replace("POST", "GET") + REQUIRED % "username and password are required"
    found = diagnose(sent(read)).findings
    assert found
    assert "enter-login" not in {fix.id for one in found for fix in one.fixes}


# ---------------- A field of a login that is missed by a member, by a code, or without a word
JSON = "< Content-Type: application/json\n"
USER = "> Content-Type: application/x-www-form-urlencoded\n>> name=ada\n"
AT = "> POST https://api.test/login\n"
BY_MEMBER = '<< {"errors": [{"message": "This field is required.", "param": "password"}]}'
BY_CODE = '<< {"code": "MissingParameter", "message": "user and password"}'


@pytest.mark.parametrize(
    "text",
    [
        f"{AT}> Content-Type: application/json\n>> {{}}\n< 400 Bad Request\n{JSON}{BY_MEMBER}",
        f"{AT}{USER}< 409 Conflict\n{JSON}{BY_CODE}",
        f"{AT}{USER}< 400 Bad Request",
        f"{AT}{USER}< 400 Bad Request\n<< Bad request: no user/password specified",
    ],
)
def test_a_login_that_lacks_a_field_gets_it(text):
    found = diagnose(sent(text)).findings[0]
    assert found.slug == "no-credentials-sent"
    assert found.fixes[0].id == "enter-login"


@pytest.mark.parametrize(
    "text",
    [
        f'{AT}{USER}< 409 Conflict\n{JSON}<< {{"message": "ada exists"}}',
        f"{AT.replace('login', 'orders')}{USER}< 400 Bad Request",
        f"{AT}{USER}< 400 Bad Request\n{JSON}{BY_MEMBER.replace('password', 'colour')}",
        f"{AT}{USER}< 500 Internal Server Error",
    ],
)
def test_another_field_or_place_is_no_login_that_lacks_one(text):
    assert "no-credentials-sent" not in [one.slug for one in diagnose(sent(text)).findings]


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/orders/ord00000000001"])
def test_a_token_that_is_over_makes_its_caller_nobody_who_is_shown_nothing(path):
    over = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2lnbmF0dXJlc2lnbmF0dXJl"
    asked = f"> GET https://api.test{path}\n> Authorization: Bearer {over}\n< 404 Not Found"
    found = diagnose(sent(f"{asked}\n< Date: Wed, 15 Nov 2023 22:13:20 GMT")).findings
    assert found[0].slug == "token-expired"
    still = diagnose(sent(f"{asked}\n< Date: Tue, 14 Nov 2023 22:00:00 GMT")).findings
    assert found[0].certainty != "certain"
    assert [one.slug for one in still[:1]] == ["path-unknown"] * path.endswith("orders")


# ---------------- A server that breaks over a credential without a word
BROKE = f"> GET https://api.test/orders\n{TOKEN}< 500 Internal Server Error\n"


STANDARD = (
    "The server encountered an internal error and was unable to complete your request. Either the "
    "server is overloaded or there is an error in the application."
)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<< Internal Server Error",
        f"< Content-Type: text/html\n<< <title>500 Internal Server Error</title><p>{STANDARD}</p>",
    ],
)
def test_a_break_without_a_word_may_be_one_of_the_check(body):
    (found,) = diagnose(sent(BROKE + body)).findings
    assert (found.slug, found.certainty) == ("broke-without-a-word", "possible")


@pytest.mark.parametrize(
    "text",
    [
        BROKE.replace(TOKEN, ""),
        BROKE + '<< {"error": "division by zero in price list"}',
        BROKE + f"< Content-Type: text/html\n<< <p>{STANDARD}</p><p>No price for lamp 7.</p>",
        BROKE.replace("500 Internal Server Error", "501 Not Implemented"),
    ],
)
def test_other_breaks_are_left_alone(text):
    assert diagnose(sent(text)).findings == ()


def test_a_break_in_a_recording_is_left_alone():
    assert diagnose(attempt_of(BROKE)).findings == ()


@pytest.mark.parametrize(
    ("starts", "slug"), [(3600, "token-not-yet-valid"), (-3600, "broke-without-a-word")]
)
def test_a_server_may_break_over_a_token_that_is_not_yet_valid(starts, slug):
    now = datetime(2026, 11, 30, 18, 10, 40, tzinfo=UTC)
    moment = int(now.timestamp())
    claims = {"sub": "ada", "iat": moment - 7200, "nbf": moment + starts, "exp": moment + 9999}
    token = f"> Authorization: Bearer {jwt(**claims)}\n"
    dated = "< Date: Mon, 30 Nov 2026 18:10:40 GMT\n< Content-Type: text/plain\n"
    reply = f"{dated}<< 500 Internal Server Error\n<< Server got itself in trouble"
    assert diagnose(sent(BROKE.replace(TOKEN, token) + reply)).findings[0].slug == slug


DAV = "< WWW-Authenticate: Basic realm=files\n< Allow: {}\n"
LOGIN = "> Authorization: Basic YWRhOnBsdW0tNDI=\n"


@pytest.mark.parametrize(
    ("method", "status", "allow", "is_silent"),
    [
        ("GET", "404 Not Found", "OPTIONS, MKCOL, PUT", True),  # nothing is there yet
        ("MKCOL", "405 Method Not Allowed", "PROPFIND, DELETE", True),  # something is already
        ("GET", "404 Not Found", "GET, HEAD", False),
        ("GET", "401 Unauthorized", "OPTIONS, MKCOL, PUT", False),
    ],
)
def test_webdav_says_whether_something_is_there(method, status, allow, is_silent):
    text = f"> {method} https://files.test/ada/plans\n{LOGIN}< {status}\n{DAV.format(allow)}"
    assert diagnose(sent(text)).is_told is not is_silent


@pytest.mark.parametrize("status", ["404 Not Found", "400 Bad Request"])
def test_a_denial_is_heard_whatever_the_status(status):
    key = "> X-Mill-Key: dk-55c1a0e97b20\n"
    said = '< Content-Type: application/json\n<< {"code": 119, "error": "Permission denied"}'
    found = diagnose(sent(f"> GET https://api.test/classes/Order\n{key}< {status}\n{said}"))
    assert str(found.findings[0].cause) == "insufficient-permissions"


def test_a_login_that_names_a_user_alone_and_is_refused_without_a_word_gets_its_password():
    text = FORM + '>> {"email": "ada@mill.test"}\n< 401 Unauthorized'
    first = diagnose(sent(text)).findings[0]
    assert (first.slug, first.fixes[0].id) == ("no-credentials-sent", "enter-login")


def test_a_login_by_a_code_is_no_half_of_one():
    text = FORM + '>> {"email": "ada@mill.test", "otp": "254802"}\n< 400 Bad Request'
    assert "no-credentials-sent" not in {one.slug for one in diagnose(sent(text)).findings}


def test_a_token_request_that_names_no_client_and_is_refused_without_a_word():
    form = "> Content-Type: application/x-www-form-urlencoded\n"
    body = ">> grant_type=password&username=ada&password=plum-42\n"
    found = diagnose(sent(f"> POST https://api.test/auth/token\n{form}{body}< 401 Unauthorized"))
    assert found.findings[0].slug == "no-credentials-sent"


@pytest.mark.parametrize(
    ("path", "is_silent"), [("/v3/lease/revoke", True), ("/v3/grants/revoke", False)]
)
def test_what_is_done_to_a_thing_misses_it_in_the_paths_own_word(path, is_silent):
    said = '< Content-Type: application/json\n<< {"message": "requested lease not found"}'
    text = f"> POST https://api.test{path}\n{TOKEN}< 404 Not Found\n{said}"
    assert diagnose(sent(text)).is_told is not is_silent
