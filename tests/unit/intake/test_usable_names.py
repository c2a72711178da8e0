"""Names of variables that other programs allow and this one does not get names that can be used."""

import pytest

from inspector.compose.variables import NAME
from inspector.intake.usable_names import usable, with_usable_names
from inspector.model.collection import Collection
from inspector.model.request import Request, RequestHeader


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("token", "token"),
        (" token ", "token"),
        ("base url", "base_url"),
        ("base url!", "base_url"),
        ("1st", "v_1st"),
        ("!", "v_"),
        ("ümlaut ß", "ümlaut_ß"),
        ("a.b-c_d", "a.b-c_d"),
    ],
)
def test_a_name_is_kept_as_far_as_it_can_be(name, made):
    assert usable(name) == made


@pytest.mark.parametrize("name", ["base url", "1st", "!", "a/b"])
def test_what_is_made_can_be_used_and_stays_as_it_is(name):
    assert NAME.fullmatch(f"{{{{{usable(name)}}}}}")
    assert usable(usable(name)) == usable(name)


def test_every_text_of_a_collection_follows():
    header = RequestHeader("X-{{key name}}", "{{the key}} and {{plain}}")
    request = Request(url="https://{{base url}}/{{plain}}", headers=(header,))
    (found,) = with_usable_names(Collection(name="Shop", requests=(request,))).requests
    assert found.url == "https://{{base_url}}/{{plain}}"
    assert found.headers == (RequestHeader("X-{{key_name}}", "{{the_key}} and {{plain}}"),)


@pytest.mark.parametrize(
    "text", ["{{#each it}}", "{{/each}}", "{{$guid}}", "{{ plain }}", "{ {a b} }"]
)
def test_what_is_no_name_stays(text):
    collection = Collection(name="Shop", requests=(Request(url=text),))
    assert with_usable_names(collection) is collection
