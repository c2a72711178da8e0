"""Names, strings and other values of a row of JSON are told apart."""

from inspector.gui.response.json_colours import coloured


def test_name_string_and_number():
    text = '  "a": "b", "c" : -1.5e3, true'
    assert [(text[p.start : p.end], p.token) for p in coloured(text)] == [
        ('"a"', "accent"),
        ('"b"', "text"),
        ('"c"', "accent"),
        ("-1.5e3", "warn"),
        ("true", "warn"),
    ]


def test_a_string_that_goes_on_in_the_next_row_is_still_a_string():
    assert [piece.token for piece in coloured('"open and 12 more')] == ["text"]
