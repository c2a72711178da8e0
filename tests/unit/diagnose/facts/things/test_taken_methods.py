"""405 to what was just sent says that the address takes another method (RFC 9110 §15.5.6)."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.attempt import Met
from tests.fixtures.short_texts import attempt_of, sent_from_here

AT = "https://api.test/v1/orders"
ASKED = f"> GET {AT}\n> Authorization: Bearer abc.def\n< 405 Method Not Allowed\n"


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("< Allow: POST\n", "POST"),
        ("< Allow: post, OPTIONS, HEAD\n", "POST"),
        ('<< {"error": "Method not allowed in add_order: expected POST, got GET"}', "POST"),
        ("<< This server only accepts PUT requests.", "PUT"),
        ("", "POST"),  # what can't be read does something
        ("<< GET is not allowed here.", "POST"),
    ],
)
def test_another_method_is_taken(reply, wanted):
    (found,) = diagnose(sent_from_here(attempt_of(ASKED + reply))).findings
    assert (found.slug, found.certainty) == ("method-not-taken", "certain")
    assert [
        one.after for fix in found.fixes for one in fix.changes if fix.id == "other-method"
    ] == ([wanted] if wanted else [])
    assert wanted in found.title or "doesn't take GET" in found.title


LOGIN = '> Content-Type: application/json\n>> {"username": "ada", "password": "pw-12345"}\n'


@pytest.mark.parametrize(
    ("method", "sent", "reply", "tried"),
    [
        ("GET", "", "< Allow: POST, DELETE", "POST"),
        ("DELETE", "", "< Allow: POST, GET, OPTIONS", "GET"),
        ("PUT", ">> [1]\n", "< Allow: GET, POST", "POST"),
        ("PUT", "", "< Allow: GET, HEAD, POST", "POST"),  # a write is meant, also without a body
        ("GET", "", "< Allow: DELETE, PURGE", ""),  # a guess that destroys is none
        ("PUT", LOGIN, "<< {}", "POST"),
        ("PUT", ">> [1]\n", "<< {}", "POST"),
        ("DELETE", "", "<< {}", "GET"),
    ],
)
def test_of_several_methods_the_likeliest_is_offered(method, sent, reply, tried):
    text = f"> {method} https://api.test/login\n{sent}< 405 Method Not Allowed\n{reply}"
    (found,) = diagnose(sent_from_here(attempt_of(text))).findings
    assert found.title == f"/login doesn't take {method}"
    offered = [one.after for fix in found.fixes for one in fix.changes if fix.id == "other-method"]
    assert offered == ([tried] if tried else [])


def test_a_method_that_changes_something_says_so():
    asked = attempt_of(f"{ASKED}< Allow: POST")
    (found,) = diagnose(sent_from_here(asked)).findings
    fix = next(one for one in found.fixes if one.id == "other-method")
    assert (fix.risk, fix.sends) == ("unsafe-method", "the same by POST")
    read = attempt_of(f"> POST {AT}\n< 405 Method Not Allowed\n< Allow: GET, HEAD")
    (found,) = diagnose(sent_from_here(read)).findings
    assert next(one for one in found.fixes if one.id == "other-method").risk == "none"


@pytest.mark.parametrize(
    "text",
    [
        ASKED.replace("> GET", "> MKCOL"),  # there is one already (RFC 4918 §9.3.1)
        ASKED.replace("405 Method Not Allowed", "200 OK"),
    ],
)
def test_what_no_other_method_mends_is_left_alone(text):
    assert diagnose(sent_from_here(attempt_of(text))).findings == ()


def test_an_ordinary_one_of_a_recording_is_left_alone():
    assert diagnose(attempt_of(f"{ASKED}< Allow: POST")).findings == ()


def test_who_is_refused_what_allow_lists_lacks_a_right():
    found = diagnose(sent_from_here(attempt_of(f"{ASKED}< Allow: GET, POST"))).findings
    assert "method-not-taken" not in [one.slug for one in found]


HOOK = "https://api.test/hooks"
UNROUTED = f"> GET {HOOK}\n< 404 Not Found\n< Content-Type: application/json\n<< {{0}}"
WORDS = '{"error": "Unknown route: GET /hooks"}'
POSTED = Met(source="history", method="POST", status=200)


def slugs_of(words=WORDS, *met, before=""):
    attempt = sent_from_here(attempt_of(before + UNROUTED.replace("{0}", words)))
    return [one.slug for one in diagnose(replace(attempt, met=met)).findings]


@pytest.mark.parametrize("words", [WORDS, "Cannot GET /hooks"])
def test_a_route_that_is_missing_for_this_method_alone(words):
    assert slugs_of(words, POSTED) == ["method-not-taken"]
    assert slugs_of(words, Met(source="collection", method="PUT")) == ["method-not-taken"]
    taken = f"> POST {HOOK}\n>> {{}}\n< 200 OK\n<< ok\n---\n"
    assert slugs_of(words, before=taken) == ["method-not-taken"]


def test_a_route_that_is_missing_for_all_is_an_ordinary_404():
    assert slugs_of() == []
    assert slugs_of(WORDS, Met(source="history", method="GET", status=200)) == []
    assert slugs_of('{"error": "hook not found"}', POSTED) == []
    assert slugs_of(WORDS, before=f"> POST {HOOK}/7\n< 200 OK\n<< ok\n---\n") == []


@pytest.mark.parametrize(
    ("method", "words", "slug"),
    [
        ("PATCH", '{"message": "Not Implemented"}', "method-not-taken"),
        ("PATCH", '{"message": "Search is not implemented for this index"}', ""),
        ("GET", '{"message": "Not Implemented"}', ""),  # which every server has
        ("GET", '{"code": 12, "message": "Method Not Allowed"}', "method-not-taken"),
    ],
)
def test_a_server_that_has_not_implemented_the_method(attempt, method, words, slug):
    text = f"> {method} {AT}\n> Authorization: Bearer abc.def\n< 501 Not Implemented\n<< {words}"
    found = diagnose(sent_from_here(attempt(text))).findings
    assert (found[0].slug if found else "") == slug


# ---------------- A token endpoint is posted to
@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("/oauth/token", True),
        ("/oauth2/v2/access_token/", True),
        ("/connect/token", True),
        ("/realms/acme/protocol/openid-connect/token", True),
        ("/token", False),
        ("/oauth/tokens/7", False),
        ("/oauth/token/info", False),
    ],
)
def test_one_that_is_read_and_not_found_takes_post(path, is_one):
    text = f"> GET https://id.test{path}\n> Authorization: Bearer abc.def\n< 404 Not Found"
    findings = diagnose(sent_from_here(attempt_of(text))).findings
    assert ("method-not-taken" in {one.slug for one in findings}) is is_one
    if is_one:
        found = findings[0]
        assert found.title == f"{path} takes POST, and GET was sent"
        assert [one.after for one in found.fixes[0].changes] == ["POST"]
        assert "RFC 6749" in " ".join(one.statement for one in found.evidence)


@pytest.mark.parametrize(("method", "is_read"), [("GET", True), ("POST", False)])
def test_one_that_was_posted_to_is_not_there(method, is_read):
    text = f"> {method} https://id.test/oauth/token\n< 404 Not Found"
    found = diagnose(sent_from_here(attempt_of(text))).findings[0]
    assert found.slug == ("method-not-taken" if is_read else "path-unknown")
