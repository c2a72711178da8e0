"""Sentences that no pattern reads are read by examples of what servers say."""

import re
from hashlib import sha256
from typing import get_args

import pytest

from inspector.reading import meanings
from inspector.reading.meanings import SURELY, MeaningName, meanings_of
from inspector.reading.places import in_line
from inspector.reading.plain_words import plain
from inspector.reading.sentence_classifier import (
    OTHER,
    _learned,
    about_access,
    classified,
    digest,
    examples,
    words_to_classify,
)
from inspector.reading.statements import Statement

# None of them stands in the examples.
UNSEEN = """
permission: This folder belongs to the finance team and was never opened to you
permission: Your seat does not include the forecasting module
ip-refused: We do not serve callers from 203.0.113.9
ip-refused: 198.51.100.4 is outside the ranges that the customer registered
locked: Somebody at the bank froze this customer's profile
token-expired: The pass you showed ran out two hours ago
revoked: The owner withdrew this key last night
unreachable: Our directory of users gave no sign of life within ten seconds
captcha: Show us that you are no machine before you go on
mfa: Enter the digits that your phone displays, too
missing: We looked for an access key in the header and saw none
rate-limited: Slow down, forty calls a minute are enough
wrong-region: This customer lives in the Frankfurt data centre
key-refused: That API key is a stranger to us
signature: Your HMAC and ours are not the same
quota: The credits of this month are used up
https-wanted: Speak TLS with us
password-expired: Choose a new password before you continue
origin-refused: Pages of that origin may not call us
client-certificate: Ihr Zertifikat fehlt in der TLS-Verbindung
"""
ORDINARY = """
The delivery date lies before the order date
Row 17 was changed by somebody else meanwhile
The attached file is larger than ten megabytes
Weight must be given in kilograms
The bus line does not run on Sundays
Unbekannte Artikelnummer in Zeile 4
"""


def _lines(text):
    return [line for line in text.splitlines() if line]


def test_unseen_sentences_are_mostly_read_right():
    named = [line.split(": ", 1) for line in _lines(UNSEEN)]
    told = [(name, classified(words_to_classify(text))[0].name) for name, text in named]
    assert sum(name == found for name, found in told) >= 16, told


@pytest.mark.parametrize("text", _lines(ORDINARY))
def test_an_ordinary_error_is_not_about_access(text):
    first = classified(words_to_classify(text))[0]
    assert first.name == OTHER or first.probability < 0.5


@pytest.mark.parametrize("text", _lines(ORDINARY))
def test_an_ordinary_error_is_hardly_about_access(text):
    assert about_access(words_to_classify(text)) < 0.25


# Words of access in errors of other things; none of them stands in the examples.
TRAPS = """
The next page token is not one that this list gave out
Foreign key of table deliveries is violated
Your upload session was closed by the storage
The role that you want to add exists already in this play
Signature of the parcel's recipient is missing on the note
The tenant of this flat has given notice
"""


@pytest.mark.parametrize("text", _lines(TRAPS))
def test_words_of_access_about_other_things_are_not_surely_about_access(text):
    assert about_access(words_to_classify(text)) < SURELY


def test_most_unseen_sentences_are_surely_about_access():
    named = [line.split(": ", 1)[1] for line in _lines(UNSEEN)]
    sure = sorted(about_access(words_to_classify(text)) for text in named)
    assert sure[len(sure) // 2] >= SURELY
    assert sure[len(sure) // 5] > 0.5
    assert about_access("") == 0


def test_none_of_them_was_learned():
    known = {plain(line) for _, line in examples()}
    unseen = [line.split(": ", 1)[1] for line in _lines(UNSEEN)]
    assert known.isdisjoint(map(plain, [*unseen, *_lines(ORDINARY), *_lines(TRAPS)]))


def test_probabilities_are_those_of_one_choice():
    told = classified(plain("the door stays shut for you"))
    assert sum(one.probability for one in told) == pytest.approx(1)
    assert [one.probability for one in told] == sorted((o.probability for o in told), reverse=True)


@pytest.mark.parametrize(
    "text", ["", "403", "Forbidden", "Error 401: Unauthorized", "https://a.test/x", "auth", "login"]
)
def test_too_few_words_are_no_sentence(text):
    assert classified(words_to_classify(text)) == ()


def _statement(text, kind="message"):
    return Statement(text, plain(text), kind, "detail", in_line(0, "reply"))


def test_what_a_pattern_reads_stays_as_it_is():
    read = _statement("The access token has expired")
    unread = _statement("Members of your team may not open the forecasting module")
    alone = meanings_of([read])
    assert "permission" in meanings_of([unread])
    assert meanings_of([read, unread]) == alone


@pytest.mark.parametrize("status", [200, 400, 422, 500])
def test_where_the_status_leaves_it_open_only_what_surely_is_about_access_is_read(status):
    sure = [_statement("Your API key does not include the forecasting endpoint")]
    open_ = [_statement("Members of this team may not open the forecasting module")]
    assert about_access(open_[0].plain) < SURELY <= about_access(sure[0].plain)
    assert meanings_of(sure, status)
    assert meanings_of(open_, status) == {}
    assert meanings_of(open_, 403)


@pytest.mark.parametrize("number", [15, 19, 22, 36, 44, 46, 47, 48])  # once "a nonce is wanted"
def test_what_a_header_of_a_success_holds_is_no_sentence(number):
    made = sha256(str(number).encode()).hexdigest()
    info = f'rspauth="{made[:32]}", cnonce="{made[32:48]}", nc=00000001, qop=auth'
    assert meanings_of([_statement(info, "header")], 200) == {}


def test_a_numbered_code_is_no_sentence():
    assert meanings_of([_statement("SEAT-MODULE-0017", "code")]) == {}


def test_what_was_learned_is_of_these_examples():
    assert _learned()[0].digest == digest(), "run packaging/learn_sentences"


def test_examples_are_lines_of_known_meanings():
    found = list(examples())
    assert {name for name, _ in found} - {OTHER} <= set(get_args(MeaningName))
    assert len({(name, line.lower()) for name, line in found}) == len(found) > 29_000
    assert all(line.strip() == line and len(line) < 400 for _, line in found)
    assert not any(re.search(r"</?\w+>|[{}]", line) for _, line in found)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Could not reach the issuer's key endpoint, timed out", "issuer"),
        ("The issuer of this token is not one that we trust", ""),
    ],
)
def test_a_pattern_is_trusted_less_where_examples_say_otherwise(text, doubted):
    statement = _statement(text)
    found = meanings_of([statement], 500)
    assert "issuer" in found
    assert (found["issuer"].trust < 1.0) is (doubted == "issuer")


@pytest.mark.parametrize("kind", ["message", "challenge"])
def test_a_sentence_beside_a_code_says_why(kind):
    why = "Our directory was out of reach while your token was looked up"
    found = meanings_of([_statement("token_expired", "code"), _statement(why, kind)])
    assert "token-expired" in found
    assert found["unreachable"].by_example


def test_an_unsure_one_says_nothing_beside_a_code(monkeypatch):
    why = "Our directory was out of reach while your token was looked up"
    monkeypatch.setattr(meanings, "_SURELY", 0.99)
    assert "unreachable" in meanings_of([_statement(why)])
    found = meanings_of([_statement("token_expired", "code"), _statement(why)])
    assert set(found) == {"token-expired"}
