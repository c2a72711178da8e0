"""415 says that a body of this kind is not read; which one is, other calls and words tell."""

import pytest

from inspector.diagnose.diagnosing import diagnose

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TOKEN = "Authorization: Bearer q8Zr1Lx0Vn5TtYc2"
PAIRS, LOGIN = "name=lamp", "username=lena&password=plum-42"
REFUSED = "415 Unsupported Media Type"


def _call(kind, body, status, *lines, path="/add", words=""):
    sent = "\n".join(f"> {line}" for line in (f"Content-Type: {kind}", *lines))
    said = f"\n<< {words}" if words else ""
    return f"> POST https://depot.example{path}\n{sent}\n>> {body}\n< {status}{said}"


def _told(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    return next((one for one in found if one.slug == "body-type-not-taken"), None)


def test_the_same_was_taken_as_another_kind(attempt):
    taken = _call(JSON, '{"name": "lamp"}', "200 OK", TOKEN)
    found = _told(attempt, taken, _call(FORM, PAIRS, REFUSED, TOKEN))
    assert found.certainty == "certain"
    assert [fix.id for fix in found.fixes][:1] == ["as-wanted-type"]


def test_words_name_the_kind_that_is_read(attempt):
    found = _told(attempt, _call(FORM, PAIRS, REFUSED, TOKEN, words="Use application/json"))
    assert JSON in found.title
    assert "Server said: Use application/json" in [one.statement for one in found.evidence]


@pytest.mark.parametrize("kind", [FORM, JSON])
def test_a_login_of_a_kind_that_is_not_read(attempt, kind):
    body = LOGIN if kind == FORM else '{"username": "lena", "password": "plum-42"}'
    assert _told(attempt, _call(kind, body, REFUSED, path="/login")) is not None


@pytest.mark.parametrize(
    "call",
    [
        _call("text/csv", "a,b", REFUSED, TOKEN),
        _call(JSON, '{"name": "lamp"}', REFUSED, TOKEN),
        _call(FORM, PAIRS, REFUSED),
        _call(FORM, PAIRS, REFUSED, TOKEN, "Content-Encoding: br"),
        _call(FORM, LOGIN, "401 Unauthorized", path="/login"),
    ],
)
def test_files_packed_bodies_and_who_shows_nothing(attempt, call):
    assert _told(attempt, call) is None
