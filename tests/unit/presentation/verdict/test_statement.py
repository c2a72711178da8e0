"""Code in a statement is told from its words, and is never taken for markup."""

from inspector.presentation.verdict.statement import markup, plain, runs


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
