"""Words that are a product's own only in the member where it writes them."""

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://hall.example/run/greet
> X-Team-Key: tk-lab-0000
< 401 Unauthorized
< Server: uvicorn
< Content-Type: application/json
<< {body}"""


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ('{"detail": "Not authenticated"}', "other-scheme-wanted"),
        ('{"detail": {"error": "Not authenticated", "auth_message": null}}', "key-refused"),
        ('{"error": "Not authenticated"}', "key-refused"),
    ],
)
def test_an_application_of_its_own_says_the_same_elsewhere(attempt, body, slug):
    assert diagnose(attempt(CALL.format(body=body))).findings[0].slug == slug
