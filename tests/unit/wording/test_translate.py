"""Sentences are translated whole and their parts are inserted once."""

from inspector.wording import tr, tr_n


def test_parts_are_inserted_and_never_looked_into():
    assert tr("The host {host} said {word}.", host="{word}", word="no") == (
        "The host {word} said no."
    )


def test_a_sentence_without_parts_may_hold_braces():
    assert tr("Use {{name}} for a variable.") == "Use {{name}} for a variable."


def test_numbers_choose_the_form():
    assert tr_n("{count} cause", "{count} causes", 1) == "1 cause"
    assert tr_n("{count} cause", "{count} causes", 3) == "3 causes"
