"""Variables whose braces were not closed are found where they stand, and stop the send."""

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.compose.variables import closed, only_begun, unclosed
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    QueryParam,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{token", "{{token}}"),
        ("{{ token }", "{{token}}"),
        ("Bearer {{token}", "Bearer {{token}}"),
        ("https://{{host/v1/{{id}}/x", "https://{{host}}/v1/{{id}}/x"),
        ("{{a {{b", "{{a}}{{b}}"),
        ("{{one\n{{two}}", "{{one}}\n{{two}}"),
    ],
)
def test_what_was_begun_is_closed(text, made):
    assert unclosed(text)
    assert closed(text) == made
    assert unclosed(made) == ()


@pytest.mark.parametrize(
    "text",
    ["", "{token}", "{{token}}", "{{ token }}", "{{now+300}}", "{{#each}}", "{{a b}}", "{{name|up}}",
     '{"a":{"b":{}}}', "{{", "{{ }}", r"\frac{{a}{b}}"],
)  # fmt: skip
def test_what_is_closed_or_no_variable_is_left_alone(text):
    assert unclosed(text) == ()
    assert closed(text) == text


def test_a_long_text_takes_no_time():
    assert unclosed("{{" * 50_000 + "{{a " * 20_000)[0].name == "a"


@pytest.mark.parametrize(
    ("request_", "where"),
    [
        (Request(url="http://{{host/x"), "the address"),
        (Request(url="http://x", query=(QueryParam("q", "{{a"),)), "the parameter q"),
        (Request(url="http://x", headers=(RequestHeader("X-A", "{{ a }"),)), "the header X-A"),
        (
            Request(url="http://x", credential=Bearer(token=SecretRef("text", "{{token"))),
            "the credential",
        ),
        (
            Request(
                url="http://x",
                credential=Basic(user="{{me", password=SecretRef("text", "{{password}}")),
            ),
            "the credential",
        ),
        (
            Request(
                url="http://x",
                credential=Basic(user="me", password=SecretRef("text", "{{password}}")),
                also=(ApiKey(name="X-Key", value=SecretRef("text", "{{key")),),
            ),
            "the credential",
        ),
        (Request(url="http://x", body=JsonBody(text='{"a": "{{known"}')), "the body"),
        (Request(url="http://x", body=FormBody(fields=(FormField("a", "{{known"),))), "the body"),
        (Request(url="http://x", options=Options(proxy="http://{{proxy")), "the options"),
    ],
)
def test_it_stops_the_send_and_is_named_with_its_place_first(request_, where):
    scope = Scope(variables={"known": "1", "password": "p"})
    first = assemble(request_, scope).problems[0]
    assert first.kind == "unclosed-variable"
    assert f"is not closed in {where}: write {{{{" in first.message
    assert first.detail in first.message


@pytest.mark.parametrize(
    "request_",
    [
        Request(url="http://x", headers=(RequestHeader("X-A", "{{a", enabled=False),)),
        Request(url="http://x", body=JsonBody(text="a template of somebody else: {{other")),
        Request(
            url="http://x",
            headers=(RequestHeader("Authorization", "Bearer abc"),),
            credential=Bearer(token=SecretRef("text", "{{token")),
        ),
    ],
)
def test_what_is_not_sent_or_not_ours_stops_nothing(request_):
    kinds = [each.kind for each in assemble(request_, Scope()).problems]
    assert "unclosed-variable" not in kinds


def test_a_secret_that_only_begins_so_is_one():
    assert only_begun("{{token")
    assert only_begun(" {{ token } ")
    assert not only_begun("{{token and more")
    assert not only_begun("pa{{ss")
