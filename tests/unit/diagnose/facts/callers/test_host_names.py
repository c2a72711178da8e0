"""A bad request under another name than that of the address."""

import pytest

from inspector.diagnose import diagnose

TEXT = """> GET http://127.0.0.1:6310/admin
> Host: {host}
> Authorization: Basic YWxpY2U6d2hlZWw=
< 400 Bad Request
< Content-Type: application/json
<< {body}"""


@pytest.mark.parametrize(
    ("host", "body", "told"),
    [
        ("print.acme.test", "", True),
        ("127.0.0.1:6310", "", False),
        ("print.acme.test", '{"error": "the field colour is missing"}', False),
    ],
)
def test_whom_a_bad_request_names(attempt, host, body, told):
    found = diagnose(attempt(TEXT.format(host=host, body=body))).findings
    assert ([one.slug for one in found[:1]] == ["host-not-served"]) is told
