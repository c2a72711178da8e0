import json

import pytest

from inspector.export.encoding import encoded
from inspector.model.finding import Todo


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"a": ["é", 1, None]}, {"a": ["é", 1, None]}),
        (Todo("client", "a\ud800b"), {"who": "client", "text": "a?b"}),
        ({"\udcff": ("x", {"y": "\ud800"})}, {"?": ["x", {"y": "?"}]}),
    ],
)
def test_any_text_can_be_written(value, read):
    assert json.loads(encoded(value)) == read
