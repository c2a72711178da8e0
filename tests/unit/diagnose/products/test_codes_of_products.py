"""Codes that several reasons share, and those that one product gives a meaning of its own."""

import pytest

from inspector.diagnose import diagnose

SUBSONIC = """> GET https://music.test/rest/getUsers.view?{query}
< 200 OK
< Content-Type: text/xml
<< <subsonic-response status="failed"><error code="{code}" message="x"/></subsonic-response>"""
KNOWN = "u=ada&p=blue-in-green"


@pytest.mark.parametrize(
    ("query", "code", "slug"),
    [
        ("c=phone", "10", "no-credentials-sent"),
        (KNOWN, "40", "wrong-password"),
        (KNOWN, "42", "kind-not-accepted"),
        (KNOWN, "43", "one-credential-too-many"),
        ("apiKey=9d4b1c07a1c2", "44", "key-refused"),
        (KNOWN, "50", "right-missing"),
        (KNOWN, "70", ""),
    ],
)
def test_the_codes_of_subsonic(attempt, query, code, slug):
    found = diagnose(attempt(SUBSONIC.format(query=query, code=code))).findings
    assert (found[0].slug if found else "") == slug


MATRIX = """> POST https://chat.test/_matrix/client/v3/{path}
> Content-Type: application/json
>> {body}
< 403 Forbidden
< Content-Type: application/json
<< {{"errcode": "M_FORBIDDEN", "error": "{words}"}}"""
LOGIN = '{"type": "m.login.password", "user": "ada", "password": "x1"}'
REFRESH = '{"refresh_token": "syr_a1b2c3d4e5"}'


@pytest.mark.parametrize(
    ("path", "body", "words", "slug"),
    [
        ("login", LOGIN, "Invalid username or password", "wrong-password"),
        ("refresh", REFRESH, "refresh token is not valid anymore", "refresh-token-expired"),
    ],
)
def test_a_general_code_of_matrix_says_less_than_the_words_beside_it(
    attempt, path, body, words, slug
):
    found = diagnose(attempt(MATRIX.format(path=path, body=body, words=words))).findings
    assert found[0].slug == slug


TORRENTS = """> GET https://nas.test/api/v2/{path}
> {sent}
< {status}
<< {words}"""
SID = "Cookie: SID=q59mbAcxaTYB2rWgmFsvccXMHihE8j0X"


@pytest.mark.parametrize(
    ("path", "sent", "status", "slug"),
    [
        ("app/buildInfo", SID, "403 Forbidden", "session-ended"),
        ("app/buildInfo", "Accept: */*", "403 Forbidden", "no-credentials-sent"),
        ("app/buildInfo", SID, "401 Unauthorized", "origin-refused"),
        ("shops", SID, "403 Forbidden", "forbidden"),
    ],
)
def test_a_program_without_rights_forbids_who_has_no_session(attempt, path, sent, status, slug):
    text = TORRENTS.format(path=path, sent=sent, status=status, words=status[4:])
    assert diagnose(attempt(text)).findings[0].slug == slug


WORDPRESS = """> GET https://garden.test/wp-json/wp/v2/users/me
> Authorization: Basic YWRhOmR0c3Agb2Z2eQ==
< {reply}"""
NOBODY = """401 Unauthorized
< Server: {server}
< Content-Type: application/json
<< {{"code": "rest_not_logged_in", "message": "You are not currently logged in."}}"""


@pytest.mark.parametrize(
    ("server", "before", "slug"),
    [
        ("Apache/2.4.62", "", "authorization-stripped"),  # it keeps the header from PHP
        ("nginx", "", "wrong-password"),
        ("Apache/2.4.62", WORDPRESS.format(reply="200 OK") + "\n---\n", "wrong-password"),
    ],
)
def test_who_keeps_a_header_from_wordpress(attempt, server, before, slug):
    refused = WORDPRESS.format(reply=NOBODY.format(server=server))
    assert diagnose(attempt(before + refused)).findings[0].slug == slug
