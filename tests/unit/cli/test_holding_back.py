"""Hosts that were named on the command line, and the message where none was."""

import pytest

from inspector.cli.sending import allowing, held_back
from inspector.cli.source import Source
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Message
from inspector.model.request import Options, Request


def test_hosts_are_added_to_those_of_the_request():
    own = Request(url="http://a", options=Options(keep_credential_for=("a", "b")))
    source = allowing(Source(request=own), ["b", "c:8443"])
    assert source.request.options.keep_credential_for == ("a", "b", "c:8443")
    assert allowing(source, []) is source


def _attempt(kind):
    failure = Failure(stage="headers", kind=kind, message="Nothing was sent.")
    message = Message(method="POST", url="https://B.test:8443/x", target="/x")
    return Attempt(exchanges=(Exchange(request=message, failure=failure),))


@pytest.mark.parametrize(
    ("kind", "todo"),
    [
        ("secret-held-back", "add --allow-host b.test:8443."),
        ("secret-never-over-http", "no option allows this one"),
    ],
)
def test_what_to_do_is_said(kind, todo):
    problem = held_back(_attempt(kind))
    assert problem.what == "Nothing was sent."
    assert todo in problem.todo


def test_other_ends_are_not_its_matter():
    assert held_back(_attempt("timeout")) is None
    assert held_back(Attempt()) is None
