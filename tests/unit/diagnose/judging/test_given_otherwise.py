"""The very same call was given to the same secret in another place, or in another form."""

from base64 import b64encode

import pytest

from inspector.diagnose.diagnosing import diagnose

KEY = "k3y-8d0f71c2ab94"
REFUSED = """> {line}
> {header}
< {status}
< Server: {server}
< X-Powered-By: {program}
< Content-Type: application/json
<< {{"message": "{words}"}}
---
"""
GIVEN = """> {line}
> {header}{body}
< 200 OK
< Content-Type: application/json
<< {{"beds": [4, 7]}}"""
_FORM = "\n> Content-Type: application/x-www-form-urlencoded\n>> "


def _findings(attempt, given, words, **more):
    named = {"line": "GET https://grow.example/api/beds", "header": f"Authorization: Bearer {KEY}"}
    named |= {"status": "403 Forbidden", "server": "nginx", "program": "Express", **more}
    text = REFUSED.format(words=words, **named) + GIVEN.format(**given)
    return diagnose(attempt(text)).findings


IN_A_HEADER = {"line": "GET https://grow.example/api/beds", "header": f"X-Token: {KEY}", "body": ""}
IN_THE_QUERY = {
    "line": f"GET https://grow.example/api/beds?token={KEY}",
    "header": "Accept: a/b",
    "body": "",
}
IN_THE_BODY = {
    "line": "POST https://grow.example/api/beds",
    "header": "Accept: a/b",
    "body": f"{_FORM}token={KEY}",
}


@pytest.mark.parametrize("given", [IN_A_HEADER, IN_THE_QUERY])
@pytest.mark.parametrize(
    "words", ["You have no permission for this", "Wrong key", "The key was revoked or has expired"]
)
def test_words_of_rights_or_of_the_key_are_contradicted(attempt, given, words):
    first = _findings(attempt, given, words)[0]
    assert (first.slug, first.certainty) == ("key-in-wrong-place", "certain")


def test_a_secret_that_is_read_in_the_body_only(attempt):
    line = f"GET https://grow.example/api/beds?token={KEY}"
    found = _findings(attempt, IN_THE_BODY, "Wrong or expired", line=line, header="Accept: a/b")
    assert found[0].slug == "key-in-wrong-place"


@pytest.mark.parametrize(
    "given",
    [
        # Another secret, another thing that was asked for, and another field beside it.
        IN_A_HEADER | {"header": "X-Token: k3y-000000000000"},
        IN_A_HEADER | {"line": "GET https://grow.example/api/rain"},
        IN_THE_BODY | {"body": f"{_FORM}token={KEY}&all=1"},
    ],
)
def test_not_the_very_same(attempt, given):
    found = _findings(attempt, given, "You have no permission for this")
    assert found[0].slug != "key-in-wrong-place"


def test_a_header_that_apache_may_keep_from_php(attempt):
    own = {"server": "Apache/2.4.57", "program": "PHP/8.2.1"}
    slugs = [one.slug for one in _findings(attempt, IN_THE_QUERY, "No permission", **own)]
    assert slugs[:2] == ["authorization-stripped", "key-in-wrong-place"]
    slugs = [one.slug for one in _findings(attempt, IN_THE_QUERY, "No permission")]
    assert "authorization-stripped" not in slugs


# ---------------- Behind the same word, written in another form
FORMS = """> GET https://grow.example/api/{path}
> Authorization: {header}
< 200 OK
---
> GET https://grow.example/api/beds
> Authorization: {other}
< 401 Unauthorized"""


@pytest.mark.parametrize("path", ["beds", "rain"])
def test_the_same_word_and_another_form(attempt, path):
    text = FORMS.format(path=path, header=f"Token token={KEY}", other=f"Token {KEY}")
    found = diagnose(attempt(text)).findings
    assert found[0].slug == "key-sent-in-another-way"


def test_the_same_form(attempt):
    text = FORMS.format(path="rain", header=f"Token {KEY}", other=f"Token {KEY}")
    assert "key-sent-in-another-way" not in [one.slug for one in diagnose(attempt(text)).findings]


# ---------------- A key that is all of a Basic login, and that a query carries elsewhere
LONG = "BKW2UHZ73GM9U68IIDG44DGNLVDNNOWI"


@pytest.mark.parametrize(
    ("challenge", "slug"),
    [('Basic realm="Key"', "authorization-stripped"), ('Ticket realm="x"', "key-in-wrong-place")],
)
def test_what_apache_keeps_from_php(attempt, challenge, slug):
    login = b64encode(f"{LONG}:".encode()).decode()
    text = (
        f"> GET https://shop.example/api/products/22?ws_key={LONG}\n< 200 OK\n<< <product/>\n---\n"
        f"> GET https://shop.example/api/products/22\n> Authorization: Basic {login}\n"
        f"< 401 Unauthorized\n< Server: Apache\n< X-Powered-By: PHP/8.2\n"
        f"< WWW-Authenticate: {challenge}\n<< 401 Unauthorized"
    )
    assert diagnose(attempt(text)).findings[0].slug == slug
