"""Neighbours in a trace that look telling and are not: rules by comparison stay quiet."""

import pytest

from inspector.diagnose import diagnose

JSON = "> Content-Type: application/json"
SAID = "< Content-Type: application/json"
SIGNED = f'{JSON}\n>> {{"user":"a","secret":"b-1"}}\n< 200 OK\n{SAID}'


def slugs(verdict):
    return {finding.slug for finding in verdict.findings}


def test_a_format_with_two_words_leaves_the_one_that_was_sent(attempt):
    text = f"""> GET https://a.test/x
    > Authorization: Bearer abcdefghijklmnop
    < 401 No
    {SAID}
    << {{"message":"Use Authorization: Basic [login] or Authorization: Bearer [token]"}}"""
    assert "other-scheme-wanted" not in slugs(diagnose(attempt(text)))


@pytest.mark.parametrize("path", ["/api/v2/status", "/health"])
def test_a_port_that_serves_its_own_paths_is_no_wrong_one(attempt, path):
    text = f"""> GET https://a.test:9443/api/v2/users
    > X-Api-Key: abcdefgh
    < 401 No
    ---
    > GET https://a.test{path}
    < 200 OK
    ---
    > GET https://a.test:9443/api/v2/roles
    > X-Api-Key: abcdefgh
    < 200 OK"""
    assert "other-port-serves-it" not in slugs(diagnose(attempt(text)))


def test_a_sign_in_of_somebody_else_replaces_no_token(attempt):
    other = SIGNED.replace('"a"', '"z"')
    text = f"""> POST https://a.test/signin
    {SIGNED}
    << {{"token":"aaaaaaaaaaaaaaaaaaaa"}}
    ---
    > POST https://a.test/signin
    {other}
    << {{"token":"bbbbbbbbbbbbbbbbbbbb"}}
    ---
    > GET https://a.test/x
    > Authorization: Bearer aaaaaaaaaaaaaaaaaaaa
    < 401 No"""
    assert "replaced-by-sign-in" not in slugs(diagnose(attempt(text)))
    same = text.replace('"z"', '"a"')
    assert "replaced-by-sign-in" in slugs(diagnose(attempt(same)))


def test_a_second_access_token_ends_none_for_sure(attempt):
    form = "> Content-Type: application/x-www-form-urlencoded\n>> grant_type=client_credentials"
    text = "\n---\n".join(
        [
            *(
                f"> POST https://a.test/token\n{form}\n< 200 OK\n{SAID}\n"
                f'<< {{"access_token":"{letter * 16}"}}'
                for letter in "ab"
            ),
            f"> GET https://a.test/x\n> Authorization: Bearer {'a' * 16}\n< 401 No",
        ]
    )
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug, first.certainty.value) != ("replaced-by-sign-in", "certain")
    assert first.score < 0.75


def test_another_caller_shows_nothing_about_a_referer(attempt):
    text = """> GET https://a.test/
    > Referer: https://other.example/
    < 401 No
    ---
    > GET https://a.test/
    > Cookie: sid=abcdef
    < 200 OK"""
    assert "origin-refused" not in slugs(diagnose(attempt(text)))


def test_another_password_shows_nothing_about_a_path(attempt):
    text = f"""> POST https://a.test/login
    {JSON}
    >> {{"user":"a","password":"one"}}
    < 401 No
    ---
    > POST https://a.test/Login
    {JSON}
    >> {{"user":"a","password":"two"}}
    < 200 OK"""
    assert "path-unknown" not in slugs(diagnose(attempt(text)))
    assert "path-unknown" in slugs(diagnose(attempt(text.replace("two", "one"))))


@pytest.mark.parametrize(
    ("offered", "proven"),
    [("Digest realm=a, nonce=b", True), ("Negotiate", True), ("Bearer", False)],
)
def test_basic_where_only_a_handshake_is_offered_is_proven_wrong(attempt, offered, proven):
    text = f"""> GET https://a.test/x
    > Authorization: Basic YTpi
    < 401 No
    < WWW-Authenticate: {offered}"""
    first = diagnose(attempt(text)).findings[0]
    assert first.slug == "other-scheme-wanted"
    assert (first.certainty.value == "certain") is proven


@pytest.mark.parametrize(
    ("words", "proven"),
    [
        ("User lacks the role editor", True),
        ("You need additional permissions: datasources:write", True),
        ("Token invalid or missing permission", False),
        ("Forbidden", False),
    ],
)
def test_a_403_that_names_a_lacking_right_is_proven(attempt, words, proven):
    text = f"""> GET https://a.test/x
    > Authorization: Bearer abcdefghijklmnop
    < 403 Forbidden
    {SAID}
    << {{"message":"{words}"}}"""
    first = diagnose(attempt(text)).findings[0]
    assert first.cause.value in {"insufficient-permissions", "invalid-credentials"}
    assert (first.certainty.value == "certain") is proven


CALLED = """> GET https://box.test/{path}
> {name}: a3b4d94f4432acd22f6ea9821785d742
< {status}
< Content-Type: application/json
<< {words}"""


def _call(path, status="200 OK", words="{}", name="sessionKey"):
    return CALLED.format(path=path, status=status, words=words, name=name)


def test_what_was_given_before_is_refused_for_no_address(attempt):
    before = (_call("volumes"), _call("pools"))
    told = diagnose(attempt("\n---\n".join((*before, _call("volumes", "403 Forbidden", "")))))
    assert "works-elsewhere" not in slugs(told)
    assert told.findings[0].slug == "worked-before"


def test_a_key_that_is_missed_here_and_taken_there_lacks_no_right(attempt):
    missed = '{"error": {"title": "No API key specified"}}'
    parts = _call("graph", name="API-Key"), _call("v2", "401 No", missed, name="API-Key")
    told = diagnose(attempt("\n---\n".join(parts)))
    assert "works-elsewhere" not in slugs(told)
    assert told.findings[0].cause == "missing-credentials"
