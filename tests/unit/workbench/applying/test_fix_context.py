"""What is given for a fix does not show when it is printed."""

from inspector.model.secret import Secret
from inspector.workbench.applying.fix_context import Given


def test_nothing_given_shows():
    given = Given(user="ada", secret=Secret("s3cret"), variables={"token": "t0ken"})
    assert "s3cret" not in repr(given)
    assert "t0ken" not in repr(given)
