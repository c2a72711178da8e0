"""The faces get the records of the schemes."""

from inspector.authenticate import scheme
from inspector.workbench import drafting


def test_they_are_the_same():
    assert drafting.Check is scheme.Check
    assert drafting.Preview is scheme.Preview
