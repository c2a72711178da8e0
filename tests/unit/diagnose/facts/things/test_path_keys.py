"""A random part of a path may be the key that says who calls: then nothing-sent is not certain."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.things.path_keys import may_be_a_key_in, parts
from tests.fixtures.short_texts import attempt_of

KEY, OTHER = "5c1e0f7ab2d94c86a1f3e57d20b9c4e8", "90d27b4ce1f85a36d04b7c2e91af63d5"
ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
ASKS = '\n< WWW-Authenticate: Basic realm="library"'
NAMES_A_LACK = '\n< Content-Type: application/json\n<< {"message": "No API key was provided"}'


def _call(path, status="401 Unauthorized", more=ASKS, sent=""):
    return f"> GET https://library.lan{path}{sent}\n< {status}{more}"


def _given(path, more="\n< Set-Cookie: session=8fb1c22a90; Path=/"):
    return _call(path, "200 OK", f"{more}\n< Content-Type: application/json\n<< []")


def _verdict(*parts_of_it):
    return diagnose(attempt_of("\n---\n".join(parts_of_it)))


def _slugs(*parts_of_it):
    return [one.slug for one in _verdict(*parts_of_it).findings]


def _ruled_out(*parts_of_it):
    return {str(one.cause) for one in _verdict(*parts_of_it).ruled_out if one.by_fact}


@pytest.mark.parametrize("path", ["/reader/{}/v1/books", "/api/{}/lamps", "/token/{}"])
def test_a_key_where_apis_have_it_may_be_wrong(path):
    found = _verdict(_call(path.format(KEY)))
    slugs = [one.slug for one in found.findings]
    assert slugs[:2] == ["key-refused", "no-credentials-sent"]
    assert all(str(one.certainty) == "possible" for one in found.findings[:2])
    assert found.findings[0].fixes[0].id == "enter-address"


@pytest.mark.parametrize(
    "path", ["/reader/{}/v1/books", "/share/{}", "/orders/{}", "/x/{}/y", "/a/b?c={}"]
)
def test_what_may_be_a_key_rules_nothing_out(path):
    gone = _ruled_out(_call(path.format(KEY)))
    assert gone.isdisjoint({"invalid-credentials", "revoked-token", "insufficient-permissions"})


def test_a_name_in_the_path_leaves_it_certain_that_nothing_was_sent():
    for path in (f"/orders/{KEY}/items", f"/reader/{ID}/v1/books", "/reader/my-books/v1/list"):
        found = _verdict(_call(path)).findings
        assert (found[0].slug, str(found[0].certainty)) == ("no-credentials-sent", "certain")
        assert "key-refused" not in [one.slug for one in found]


def test_words_that_miss_a_credential_come_first():
    assert _slugs(_call(f"/reader/{KEY}/v1/books", more=NAMES_A_LACK))[0] == "no-credentials-sent"


def test_a_key_that_was_taken_in_the_path_is_taken_no_more():
    path = f"/reader/{KEY}/v1/books"
    found = _slugs(_given(path), _call(path))
    assert found[0] == "worked-before"
    assert "cookie-not-returned" not in found[:2]  # the same was given without any cookie


def test_another_key_is_taken_in_its_place():
    found = _verdict(_given(f"/reader/{KEY}/v1/books"), _call(f"/reader/{OTHER}/v1/books"))
    assert (found.findings[0].slug, str(found.findings[0].certainty)) == (
        "key-refused",
        "very-likely",
    )


@pytest.mark.parametrize(
    "before",
    [
        _given(f"/reader/{KEY}/v2/books", ""),  # another call
        _given(f"/reader/{OTHER}/v1/books", "").replace(
            "\n<", "\n> Authorization: Bearer abc\n<", 1
        ),
        _call(f"/reader/{OTHER}/v1/books"),  # refused as well
    ],
)
def test_what_shows_no_key_in_its_place(before):
    found = _verdict(before, _call(f"/reader/{KEY}/v1/books")).findings
    assert found[0].slug != "worked-before"
    assert str(found[0].certainty) == "possible"


def test_a_signed_address_is_told_by_its_signature():
    signed = f"?temp_url_sig={KEY}&temp_url_expires=1"
    assert "key-refused" not in _slugs(_call(f"/v1/AUTH_{OTHER}/exports/a.csv{signed}"))


def test_a_key_sent_elsewhere_is_the_one_that_counts():
    sent = f"\n> Authorization: Bearer {OTHER}"
    found = _verdict(_call(f"/reader/{KEY}/v1/books", more="", sent=sent)).findings
    assert "the path" not in " ".join(one.title for one in found)


def test_a_cookie_is_still_missed_where_the_first_request_had_none_that_counts():
    login = "> POST https://library.lan/login\n>> user=ada&password=x\n< 200 OK\n"
    login += "< Set-Cookie: session=8fb1c22a90; Path=/"
    assert _slugs(login, _call("/books"))[0] == "cookie-not-returned"


def test_parts_of_a_path_have_what_stands_around_them():
    part = parts("/reader/a%20b/v1/books/")[1]
    assert (part.before, part.text, part.after) == ("/reader", "a b", "v1/books")
    assert not may_be_a_key_in("/reader/some-books-of-my-library/v1")
