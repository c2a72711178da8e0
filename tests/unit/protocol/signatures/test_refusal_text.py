"""The canonical request that a refusal tells, in each way in which it is written."""

import pytest

from inspector.protocol.signatures.refusal_text import canonical_of_server, readable

OWN = "GET\n/box\na=1&b=2\nhost:a.test"


@pytest.mark.parametrize(
    "body",
    [
        "<Error><CanonicalRequest>GET\n/box\na=1&amp;b=2\nhost:a.test</CanonicalRequest></Error>",
        (
            '{"message": "The Canonical String for this request should have been\\n'
            "'GET\\n/box\\na=1&b=2\\nhost:a.test'\"}"
        ),
    ],
)
def test_it_is_read_without_escapes(body):
    assert canonical_of_server(body.encode()) == OWN


@pytest.mark.parametrize("body", [b"", b"<CanonicalRequestBytes>47</CanonicalRequestBytes>"])
def test_none_is_told(body):
    assert canonical_of_server(body) == ""
    assert readable(body) == body.decode()
