"""The tables of options agree with one another."""

from inspector.intake.curl.command import SHORT, SILENT, UNDERSTOOD, VALUED


def test_an_option_is_followed_or_left_out_never_both():
    assert not SILENT & UNDERSTOOD


def test_short_names_stand_for_one_long_name_each():
    assert len(set(SHORT.values())) == len(SHORT)
    assert all(len(letter) == 1 for letter in SHORT)


def test_options_with_a_value():
    assert {"header", "user", "data-raw", "proxy", "resolve", "aws-sigv4"} <= VALUED
    assert not {"digest", "location", "get", "head", "insecure", "compressed"} & VALUED
