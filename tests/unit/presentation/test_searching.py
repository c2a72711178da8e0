"""A text is found wherever a saved request has it, and its place is said; secrets are not."""

import pytest

from inspector.model.request import (
    Capture,
    Example,
    Expectation,
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    Request,
    RequestHeader,
    Script,
)
from inspector.presentation.library.nodes import Node, filtered
from inspector.presentation.library.searching import Found, found_in

SECRET = "planted-9f8e7d6c5b4a-token"
REQUESTS = {
    "query": (Request(query=(QueryParam("a", "Needle"),)), Found("parameter a", "query.0")),
    "header": (Request(headers=(RequestHeader("X", "needle"),)), Found("header X", "headers.0")),
    "json": (Request(body=JsonBody(text='{"needle": 1}')), Found("body", "body")),
    "form": (Request(body=FormBody(fields=(FormField("f", "needle"),))), Found("body", "body")),
    "docs": (Request(description="the NEEDLE"), Found("documentation", "description")),
    "capture": (
        Request(captures=(Capture(variable="v", path="$.needle"),)),
        Found("kept as v", "captures"),
    ),
    "expected": (
        Request(expectations=(Expectation(of="body", name="$.needle"),)),
        Found("expectation", "expectations"),
    ),
    "script": (Request(scripts=(Script(text="needle()"),)), Found("script")),
    "example": (
        Request(examples=(Example(name="E", body="needle"),)),
        Found("example E", "examples"),
    ),
}


def node(key, request=None, **more):
    kind = "folder" if request is None else "request"
    return Node(key=key, kind=kind, id=key, place="", name=key, request=request, **more)


@pytest.mark.parametrize("name", REQUESTS)
def test_each_place_is_found_and_named(name):
    request, wanted = REQUESTS[name]
    assert found_in([node("k", request)], " Needle ") == {"k": wanted}


def test_documentation_of_folders_is_found_and_the_way_to_it_shown():
    below = node("r", Request(headers=(RequestHeader("X", "needle"),)))
    tree = (node("other", description="nothing"), node("f", description="a needle"))
    tree = (*tree, node("g", children=(below,)))
    found = found_in(tree, "needle")
    assert found == {"f": Found("documentation"), "r": Found("header X", "headers.0")}
    assert [each.key for each in filtered(tree, "needle", found.keys())] == ["f", "g"]


def test_a_secret_is_not_found():
    typed = Request(headers=(RequestHeader("Authorization", f"Bearer {SECRET}"),))
    noted = Request(description=f"ask for {SECRET}")
    tree = (node("typed", typed), node("noted", noted), node("f", description=f"pw {SECRET}"))
    assert found_in(tree, "9f8e7d6c", (SECRET,)) == {}


def test_one_letter_is_not_looked_for_and_nobody_waits_for_an_old_answer():
    tree = [node("k", Request(description="needle"))]
    assert found_in(tree, "n") == {}
    assert found_in(tree, "needle", (), lambda: True) == {}
