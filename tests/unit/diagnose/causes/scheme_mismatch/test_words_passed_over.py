"""A word that many servers pass over leaves nobody, and of nobody, too, is said that it may not."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.finding import Certainty

SAYS = "You do not have permission to view this table"


def verdict(attempt, line, said=SAYS):
    text = f'> GET https://a.test/depot\n> {line}\n< 403 Forbidden\n<< {{"error": "{said}"}}'
    return diagnose(attempt(text))


@pytest.mark.parametrize("word", ["bearer", "Token"])
def test_what_it_may_not_is_not_certain_then(attempt, word):
    first = verdict(attempt, f"Authorization: {word} 8f7a6e5d4c3b2a1908f7").findings[0]
    assert (first.slug, first.certainty) == ("right-missing", Certainty.VERY_LIKELY)


@pytest.mark.parametrize(
    ("taken", "certainty"), [(True, Certainty.CERTAIN), (False, Certainty.VERY_LIKELY)]
)
def test_behind_the_usual_word_it_is_where_the_token_was_taken_elsewhere(attempt, taken, certainty):
    line = "Authorization: Bearer 8f7a6e5d4c3b2a1908f7"
    before = f"> GET https://a.test/shed\n> {line}\n< 200 OK\n<< [1]\n---\n" if taken else ""
    text = f'> GET https://a.test/depot\n> {line}\n< 403 Forbidden\n<< {{"error": "{SAYS}"}}'
    first = diagnose(attempt(before + text)).findings[0]
    assert (first.slug, first.certainty) == ("right-missing", certainty)


def test_small_letters_are_offered_as_the_other_reason(attempt):
    found = verdict(attempt, "Authorization: bearer 8f7a6e5d4c3b2a1908f7").findings
    (other,) = (one for one in found if one.slug == "scheme-word-in-small-letters")
    assert other.fixes[0].id == "exact-word"
    usual = verdict(attempt, "Authorization: Bearer 8f7a6e5d4c3b2a1908f7").findings
    assert "scheme-word-in-small-letters" not in {one.slug for one in usual}


@pytest.mark.parametrize(
    ("line", "told"), [("8f7a6e5d4c3b2a1908f7", True), ("Bearer 8f7a6e5d", False)]
)
def test_a_token_without_a_word_may_leave_nobody_too(attempt, line, told):
    found = verdict(attempt, f"Authorization: {line}").findings
    assert found[0].slug == "right-missing"
    others = [one for one in found if one.cause is not found[0].cause]
    assert [one.slug for one in others[:1]] == (["scheme-word-missing"] if told else [])
    assert not told or others[0].fixes[0].id == "add-scheme-word"
