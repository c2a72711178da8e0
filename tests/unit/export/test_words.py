"""Every cause, certainty and actor has words."""

from typing import get_args

import pytest

from inspector.export.words import (
    actor_words,
    cause_words,
    certainty_words,
    field_words,
    noun_of,
    place_words,
)
from inspector.model.annotation import Part, Place
from inspector.model.finding import Actor, Cause, Certainty


@pytest.mark.parametrize("cause", Cause)
def test_causes(cause):
    assert cause_words(cause).lower().replace(" ", "-") == cause.value


def test_the_rest():
    assert all(certainty_words(certainty) for certainty in Certainty)
    assert all(actor_words(actor) for actor in get_args(Actor))
    assert len({place_words(Place(part=part)) for part in get_args(Part)}) == 4


@pytest.mark.parametrize(
    "field",
    [
        "url",
        "method",
        "body",
        "login.password",
        "body.scope",
        *(
            f"credential.{name}"
            for name in ("kind", "token", "user", "key_id", "password", "value")
        ),
        *(f"options.{name}" for name in ("client_certificate", "ca_file", "proxy_credential")),
        "token-request.scope",
    ],
)
def test_a_field_has_one_noun_for_all_who_name_it(field):
    noun = noun_of(field)
    assert field_words(field) == noun.the
    assert noun.the.startswith("the ")
    assert noun.one.split()[0] in {"a", "an", "another", "the"}
    assert not noun.bare.startswith(("a ", "an ", "the "))


def test_other_fields_have_none():
    assert noun_of("headers.X-Key") is None
    assert noun_of("credential.key") is None
