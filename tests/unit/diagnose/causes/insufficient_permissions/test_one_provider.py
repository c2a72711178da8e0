"""A token that one host of a provider took and another one of it refuses without a word."""

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://{host}/{path}
> Authorization: Bearer 4c1f7a90b2d85e63f1a7c0d9
< {reply}
< Content-Type: application/json
<< {body}"""


def _told(attempt, there, here, *, body="{}"):
    taken = CALL.format(host=there, path="v1/me", reply="200 OK", body='{"id": 7}')
    refused = CALL.format(host=here, path="v3/reports", reply="401 Unauthorized", body=body)
    return [one.slug for one in diagnose(attempt(f"{taken}\n---\n{refused}")).findings]


def test_a_right_is_as_possible_as_the_host(attempt):
    told = _told(attempt, "api.github.com", "uploads.github.com")
    assert {"works-elsewhere", "other-host-knows-credential"} <= set(told[:3])
    assert told.index("works-elsewhere") < told.index("other-host-knows-credential")


@pytest.mark.parametrize(
    ("there", "here", "body"),
    [
        ("api.quay.example", "reports.lorne.example", "{}"),
        ("gitlab.quay.example", "gitlab.lorne.example", "{}"),  # two servers of one product
        ("api.github.com", "uploads.github.com", '{"message": "The token has been revoked"}'),
    ],
)
def test_where_nothing_is_known_or_words_tell(attempt, there, here, body):
    assert "works-elsewhere" not in _told(attempt, there, here, body=body)
