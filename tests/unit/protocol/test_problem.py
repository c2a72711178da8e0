import pytest

from inspector.model.message import Header
from inspector.protocol.problem import read

DECLARED = (Header("Content-Type", "application/problem+json; charset=utf-8"),)


def test_members_and_extensions():
    found = read(
        DECLARED, b'{"type":"https://a/b","title":"No","status":401,"detail":"d","trace":"t"}'
    )
    assert (found.type, found.title, found.status, found.detail) == ("https://a/b", "No", 401, "d")
    assert found.extensions == {"trace": "t"}
    assert found.is_declared


def test_wrong_types_are_empty():
    found = read(DECLARED, b'{"type":1,"title":[],"status":"401","detail":null}')
    assert (found.type, found.title, found.status, found.detail) == ("about:blank", "", None, "")


def test_undeclared_problems_are_recognised():
    assert not read((), b'{"title":"Unauthorized","status":401}').is_declared
    assert read((), b'{"title":"A book"}') is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"<html>"])
def test_no_problem(body):
    assert read(DECLARED, body) is None
