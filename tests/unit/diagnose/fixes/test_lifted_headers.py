"""A hand-written Authorization row becomes a credential."""

from inspector.diagnose.fixes.lifting import from_header
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.secret import SecretRef


def put(text):
    return SecretRef(place="memory", name=text)


def test_headers_are_read():
    assert from_header("Bearer abc", put) == Bearer(token=put("abc"))
    assert from_header("abc", put) == Bearer(token=put("abc"), word="")
    assert from_header("Basic YTpi", put) == Basic(user="a", password=put("b"))
    assert from_header("Basic ???", put) is None
    assert from_header('Digest username="a", uri="/"', put) == Digest(user="a")
    assert from_header("Digest uri=/", put) is None
