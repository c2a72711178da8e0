"""What several readers advise."""

from inspector.annotate.tokens import advice


def test_a_title_has_no_full_stop():
    assert advice.as_title("It was cut off.") == "It was cut off"
    assert advice.as_title("No stop") == "No stop"


def test_sentences_end():
    assert advice.copy_again().endswith(".")
    assert advice.use_its_key().endswith(".")
    assert advice.not_checked().endswith(".")
    assert "character 7 " in advice.bad_character(7)
