import pytest

from inspector.model.message import Header
from inspector.protocol.challenges.parsing import challenges_of, parse, repaired


def _one(text):
    (challenge,) = parse(text)
    return challenge


def _kinds(challenge):
    return [defect.kind for defect in challenge.defects]


class TestWellFormed:
    def test_two_schemes_with_quoted_commas(self):
        text = (
            'Basic realm="a, b", Digest realm="c", nonce="x=", qop="auth,auth-int", algorithm=MD5'
        )
        basic, digest = parse(text)
        assert basic.get("REALM") == "a, b"
        assert digest.get("qop") == "auth,auth-int"
        assert digest.get("nonce") == "x="
        assert text[slice(*digest.span)].startswith("Digest realm")
        assert basic.defects == digest.defects == ()

    def test_token68_and_bare_schemes(self):
        first, second, third = parse('Negotiate YIIabc==, NTLM, Basic realm="q"')
        assert (first.scheme, first.token68) == ("Negotiate", "YIIabc==")
        assert (second.scheme, second.params) == ("NTLM", ())
        assert third.get("realm") == "q"

    def test_bad_whitespace_around_equals_is_allowed(self):
        assert _one('Basic realm = "x" , charset = "UTF-8"').defects == ()

    def test_escapes_are_undone_and_case_is_kept(self):
        challenge = _one('Newauth Title="Login to \\"apps\\""')
        assert challenge.params[0].name == "Title"
        assert challenge.params[0].value == 'Login to "apps"'

    def test_spans_point_at_name_and_bare_value(self):
        text = 'Basic realm="x y"'
        (param,) = _one(text).params
        assert text[slice(*param.span)] == 'realm="x y"'
        assert text[slice(*param.value_span)] == "x y"

    def test_extended_value(self):
        assert _one("X title*=UTF-8''J%C3%A4s").get("title*") == "Jäs"

    def test_unknown_scheme(self):
        challenge = _one('Local trc="y"')
        assert (challenge.scheme, challenge.get("trc"), challenge.defects) == ("Local", "y", ())

    def test_empty(self):
        assert parse("") == ()
        assert parse(" , ;") == ()


BROKEN = [
    ("Basic realm=My Site, charset=UTF-8", ["unquoted"], 'Basic realm="My Site", charset=UTF-8'),
    ("Basic realm='My Site'", ["single-quotes"], 'Basic realm="My Site"'),
    ('Basic realm="foo', ["unterminated"], 'Basic realm="foo"'),
    (
        'Basic realm="foo, charset="UTF-8"',
        ["unterminated"],
        'Basic realm="foo", charset="UTF-8"',
    ),
    ('Basic realm="a "b" c"', ["inner-quote"], 'Basic realm="a \\"b\\" c"'),
    ('Basic realm="CORP\\"', ["inner-quote"], 'Basic realm="CORP\\\\"'),
    ('Bearer; realm="x"; error="y"', ["semicolon"] * 2, 'Bearer realm="x", error="y"'),
    ("Bearer=x", ["equals-after-scheme"], "Bearer x"),
    ('Bearer=realm="x"', ["equals-after-scheme"], 'Bearer realm="x"'),
    ('Bearer: realm="x"', ["colon-after-scheme"], 'Bearer realm="x"'),
    ("Bearer realm=", ["empty-value"], 'Bearer realm=""'),
    ('Bearer realm= error="x"', ["empty-value", "missing-comma"], 'Bearer realm="", error="x"'),
    ('Digest realm="x", stale', ["flag"], 'Digest realm="x", stale=""'),
    ('Basic realm="a", realm="b"', ["duplicate"], 'Basic realm="a", realm="b"'),
    ('Basic realm="x"charset="y"', ["missing-comma"], 'Basic realm="x", charset="y"'),
    ('Basic, realm="x"', ["comma-after-scheme"], 'Basic realm="x"'),
    ('WWW-Authenticate: Basic realm="x"', ["header-name"], 'Basic realm="x"'),
    ('Basic please log in realm="x"', ["stray-words"], 'Basic realm="x"'),
    ('Bearer abc, realm="x"', ["token-and-parameters"], "Bearer abc"),
    ('realm="x"', ["missing-scheme"], ""),
    ("Authentication required", ["sentence"], ""),
    ("Please log in, using your company account.", ["sentence"], ""),
    ('"', ["stray"], ""),
]


@pytest.mark.parametrize(("text", "kinds", "written"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_challenge(text, kinds, written):
    challenge = _one(text)
    assert _kinds(challenge) == kinds
    assert repaired(challenge) == written


def test_blanks_instead_of_commas_and_bare_urls():
    challenge = _one("Bearer authorization_uri=https://a/x?y=1 resource_id=https://b")
    assert challenge.get("authorization_uri") == "https://a/x?y=1"
    assert challenge.get("resource_id") == "https://b"
    assert "missing-comma" in _kinds(challenge)


def test_missing_comma_between_challenges():
    first, second = parse('Basic realm="x" Bearer realm="y"')
    assert second.get("realm") == "y"
    assert _kinds(second) == ["missing-comma-between-challenges"]
    assert first.defects == ()


def test_a_challenge_after_a_sentence_is_found():
    sentence, bearer = parse('Access denied, Bearer realm="x"')
    assert (sentence.scheme, _kinds(sentence)) == ("", ["sentence"])
    assert bearer.get("realm") == "x"


def test_missing_parameter_and_empty_parameter_differ():
    challenge = _one('Digest opaque=""')
    assert challenge.has("opaque")
    assert not challenge.has("realm")
    assert challenge.get("realm", "none") == "none"


def test_challenges_of_several_lines_keep_the_index_of_their_line():
    headers = (
        Header("Date", "x"),
        Header("www-authenticate", "Negotiate, NTLM"),
        Header("WWW-Authenticate", 'Basic realm="x"'),
        Header("Proxy-Authenticate", "Basic"),
    )
    found = [(index, one.scheme) for index, one in challenges_of(headers)]
    assert found == [(1, "Negotiate"), (1, "NTLM"), (2, "Basic")]
    assert [i for i, _ in challenges_of(headers, "proxy-authenticate")] == [3]


def test_a_scheme_with_an_address_is_no_sentence():
    (found,) = parse("SSO https://login.example/")
    assert found.scheme == "SSO"
    (found,) = parse("Please log in at our page")
    assert found.scheme == ""
