import hashlib

import pytest

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.schemes import digest
from inspector.protocol.schemes.digest import DigestInput, answer, choose


def _challenge(text):
    return parse(text)[0]


def _md5(text):
    return hashlib.md5(text.encode()).hexdigest()


ALGORITHMS = (
    "MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess", "SHA-512",
    "SHA-512-sess",
)  # fmt: skip
GIVEN = DigestInput(method="GET", uri="/a?b=c,d", user="u", password="p", cnonce="cn", nc=2)
BASE = 'Digest realm="r", nonce="n"'


class TestChoose:
    def test_the_strongest_wins_whatever_the_order(self):
        found = parse(
            f"{BASE}, {BASE}, algorithm=SHA-256, {BASE}, algorithm=SHA-512-256, Basic realm=x"
        )
        assert choose(found).get("algorithm") == "SHA-512-256"

    def test_the_first_of_equals_wins(self):
        first, _ = found = parse('Digest realm="a", nonce="1", Digest realm="b", nonce="2"')
        assert choose(found) is first

    def test_the_users_choice_is_honoured(self):
        found = parse(f"{BASE}, {BASE}, algorithm=SHA-256")
        assert choose(found, algorithm="MD5").get("algorithm") == ""
        assert choose(found, algorithm="SHA-512") is None

    def test_qop_must_be_offered(self):
        found = parse(f'{BASE}, qop="auth"')
        assert choose(found, qop="auth") is not None
        assert choose(found, qop="auth-int") is None

    @pytest.mark.parametrize(
        "text",
        ['Digest realm="r"', f"{BASE}, algorithm=SHA-3", f'{BASE}, qop="conf"', 'Basic realm="r"'],
    )
    def test_what_cannot_be_answered_is_passed_over(self, text):
        assert choose(parse(text)) is None

    def test_names_know_no_case(self):
        assert choose(parse('digest Realm="r", Nonce="n", Algorithm="sha-256-SESS"'))


class TestAnswer:
    def test_old_formula_sends_neither_qop_nor_counter(self):
        made = answer(_challenge(BASE), GIVEN)
        assert made.response == _md5(f"{_md5('u:r:p')}:n:{_md5('GET:/a?b=c,d')}")
        for name in ("qop", "nc=", "cnonce", "algorithm", "opaque"):
            assert name not in made.header

    def test_one_qop_is_chosen_and_written_bare(self):
        made = answer(_challenge(f'{BASE}, qop="auth-int, auth"'), GIVEN)
        assert made.qop == "auth"
        assert ", qop=auth, nc=00000002, cnonce=" in made.header
        assert 'uri="/a?b=c,d"' in made.header

    def test_auth_int_covers_the_body(self):
        challenge = _challenge(f'{BASE}, qop="auth-int"')
        given = DigestInput(method="POST", uri="/", user="u", password="p", body=b"x", cnonce="c")
        made = answer(challenge, given)
        ha2 = _md5(f"POST:/:{_md5('x')}")
        assert made.a2 == f"POST:/:{_md5('x')}"
        assert made.response == _md5(f"{_md5('u:r:p')}:n:00000001:c:auth-int:{ha2}")

    def test_the_user_may_ask_for_auth_int(self):
        given = DigestInput(method="G", uri="/", user="u", password="p", qop="auth-int")
        assert answer(_challenge(f'{BASE}, qop="auth,auth-int"'), given).qop == "auth-int"

    def test_session_algorithms_hash_the_nonces_too(self):
        made = answer(_challenge(f"{BASE}, algorithm=MD5-sess"), GIVEN)
        assert made.a1 == f"{_md5('u:r:p')}:n:cn"
        assert "algorithm=MD5-sess" in made.header
        assert 'cnonce="cn"' in made.header

    def test_empty_opaque_is_sent_back(self):
        assert 'opaque=""' in answer(_challenge(f'{BASE}, opaque=""'), GIVEN).header

    def test_quotes_in_the_realm_are_hashed_bare_and_sent_escaped(self):
        made = answer(_challenge('Digest realm="a \\"b\\"", nonce="n"'), GIVEN)
        assert made.a1 == 'u:a "b":p'
        assert 'realm="a \\"b\\""' in made.header

    @pytest.mark.parametrize("name", ALGORITHMS)
    def test_every_algorithm_can_be_answered(self, name):
        challenge = _challenge(f"{BASE}, algorithm={name}, qop=auth")
        assert choose([challenge]) is challenge
        made = answer(challenge, GIVEN)
        sizes = {"MD5": 32, "SHA-256": 64, "SHA-512-256": 64, "SHA-512": 128}
        assert len(made.response) == sizes[name.removesuffix("-sess")]

    def test_other_than_ascii_as_utf8_goes_into_username_star(self):
        given = DigestInput(method="GET", uri="/", user="Jäs", password="ü", cnonce="c")
        made = answer(_challenge(f"{BASE}, charset=UTF-8"), given)
        assert made.header.startswith("Digest username*=UTF-8''J%C3%A4s, ")

    def test_without_charset_the_bytes_are_sent_as_they_are(self):
        given = DigestInput(method="GET", uri="/", user="Jäs", password="ü", charset="iso-8859-1")
        made = answer(_challenge(BASE), given)
        assert 'username="Jäs"' in made.header
        assert made.ha1 == hashlib.md5("Jäs:r:ü".encode("latin-1")).hexdigest()

    def test_printing_shows_no_secret(self):
        assert "p" not in repr(GIVEN).replace("DigestInput", "")
        assert "u:r:p" not in repr(answer(_challenge(BASE), GIVEN))


def test_stale_needs_the_word_true():
    assert digest.is_stale(_challenge(f"{BASE}, stale=TRUE"))
    assert not digest.is_stale(_challenge(f"{BASE}, stale=False"))
