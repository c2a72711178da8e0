"""What one part of a host takes, and another one asks for by a scheme of its own."""

import pytest

from inspector.diagnose import diagnose

TAKEN = "> GET https://a.test/api/zones\n> {sent}\n< 200 OK\n<< []\n---\n"
KEY, TOKEN = "X-Api-Key: 71c0f2a9b5e84d36", "Authorization: Bearer 71c0f2a9b5e84d3610cd"
ASKS = 'WWW-Authenticate: Basic realm="pages"'


def _found(attempt, sent, path, *reply):
    refused = "\n".join(
        [f"> GET https://a.test{path}", f"> {sent}", *(f"< {one}" for one in reply)]
    )
    return diagnose(attempt(TAKEN.format(sent=sent) + refused)).findings


@pytest.mark.parametrize("sent", [KEY, TOKEN])
def test_a_right_is_not_what_a_challenge_of_another_scheme_asks_for(attempt, sent):
    first = _found(attempt, sent, "/metrics", "401 Unauthorized", ASKS)[0]
    assert str(first.cause) == "scheme-mismatch"


@pytest.mark.parametrize("sent", [KEY, TOKEN])
def test_who_is_forbidden_lacks_a_right(attempt, sent):
    first = _found(attempt, sent, "/metrics", "403 Forbidden")[0]
    assert str(first.cause) == "insufficient-permissions"


def test_a_list_without_bearer_is_no_proof_where_the_same_part_took_it(attempt):
    found = _found(attempt, TOKEN, "/api/users", "401 Unauthorized", ASKS)
    assert found[0].slug != "other-scheme-wanted"


def test_a_challenge_for_what_was_sent_asks_for_no_other_scheme(attempt):
    found = _found(attempt, TOKEN, "/metrics", "401 Unauthorized", "WWW-Authenticate: Bearer")
    assert "other-scheme-wanted" not in {one.slug for one in found}


COMPUTED = ("Hawk", "Signature", "AWS4-HMAC-SHA256", "Negotiate")
SAYS = 'WWW-Authenticate: {scheme}\n< Content-Type: application/json\n<< {{"error": "{words}"}}'


def _of_challenge(attempt, scheme, sent="Basic c2hvcDpwbHVtLTQy", words="bad credentials"):
    said = SAYS.format(scheme=scheme, words=words)
    text = f"> GET https://a.test/orders\n> Authorization: {sent}\n< 401 Unauthorized\n< {said}"
    return diagnose(attempt(text)).findings[0].slug


@pytest.mark.parametrize("scheme", COMPUTED)
@pytest.mark.parametrize("sent", ["Basic c2hvcDpwbHVtLTQy", "Bearer q8Zr1Lx0Vn5TtYc2"])
def test_where_only_a_signature_is_asked_for_no_general_sentence_judges_a_password(
    attempt, scheme, sent
):
    assert _of_challenge(attempt, scheme, sent) == "other-scheme-wanted"


@pytest.mark.parametrize("scheme", ["xBasic", "FormBased", "Basic"])
def test_a_made_up_name_of_a_scheme_may_read_passwords(attempt, scheme):
    assert _of_challenge(attempt, scheme) == "wrong-password"


def test_a_signature_that_was_asked_for_and_sent_is_what_is_wrong(attempt):
    signed = 'Hawk id="shop", ts="1790000000", nonce="n1", mac="UiIaoxJQnZSgfNbDT4st94S35jh65Sg="'
    assert _of_challenge(attempt, "Hawk", signed) != "other-scheme-wanted"


BASIC = "Authorization: Basic c2hvcDpwbHVtLTQy"


@pytest.mark.parametrize(
    ("sent", "scheme", "is_wanted"),
    [
        (BASIC, "Reef", True),
        (BASIC, "Hawk", True),
        (BASIC, "Basic", False),
        (TOKEN, "Reef", False),  # a token may stand behind a word that a server made up
    ],
)
def test_a_part_that_asks_by_a_word_of_its_own_reads_no_login(attempt, sent, scheme, is_wanted):
    found = _found(attempt, sent, "/pages", "401 Unauthorized", f"WWW-Authenticate: {scheme}")
    assert (found[0].slug == "other-scheme-wanted") is is_wanted
