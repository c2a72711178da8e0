"""Code in a statement is told from its words, and is never taken for markup."""

from inspector.presentation.verdict.statement import markup, plain, quoted_briefly, runs


def test_back_ticks_and_parameters_are_code():
    assert [tuple(run) for run in runs('Server said error="x" and `exp`.')] == [
        ("Server said ", False),
        ('error="x"', True),
        (" and ", False),
        ("exp", True),
        (".", False),
    ]


def test_plain_text_has_no_back_ticks():
    assert plain("The `exp` is past") == "The exp is past"


def test_bytes_of_a_reply_are_shown_literally():
    made = markup('<b>x</b> `<img src="a">`', "Mono", "#FF0000")
    assert "<b>" not in made
    assert "<img" not in made
    assert "&lt;img" in made


def test_of_an_endless_value_the_beginning_is_quoted_in_a_whole_sentence():
    for value in ("`" + "x" * 100_000 + "`", 'scope="' + "x" * 100_000 + '"'):
        cut = quoted_briefly(f"The scope {value} is not granted")
        said = [*runs(cut)]
        assert [run.code for run in said] == [False, True, False]
        assert said[-1].text == " is not granted"
        assert len(cut) < 2000
    assert quoted_briefly("The `exp` is past") == "The `exp` is past"


def test_a_value_of_many_pieces_is_still_bounded():
    assert len(quoted_briefly("The scope `" + "x`y " * 30_000 + "` is not granted")) < 7000
