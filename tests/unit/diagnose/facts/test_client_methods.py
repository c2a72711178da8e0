import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.placement import client_method, names_client_method

FORM = "> Content-Type: application/x-www-form-urlencoded\n>> grant_type=client_credentials"
IDLE = (
    "Client authentication failed (e.g., unknown client, no client authentication included, "
    "or unsupported authentication method)"
)
BASIC = "> Authorization: Basic c2hvcDpzZWNyZXQ=\n"


def token_request(attempt, fields="", authorization="", description=""):
    body = f'{{"error":"invalid_client","error_description":"{description}"}}'
    text = (
        f"> POST https://a.test/token\n{authorization}{FORM}{fields}\n"
        f"< 401 No\n< Content-Type: application/json\n<< {body}"
    )
    return Trace(attempt(text)).case(0)


@pytest.mark.parametrize(
    ("fields", "authorization", "method"),
    [
        ("", BASIC, "client_secret_basic"),
        ("&client_id=a&client_secret=b", "", "client_secret_post"),
        ("&client_id=a&client_assertion=b", "", "private_key_jwt"),
        ("&client_id=a", "", "none"),
    ],
)
def test_the_way_of_the_client_is_called_by_its_registered_name(
    attempt, fields, authorization, method
):
    assert client_method(token_request(attempt, fields, authorization)) == method


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("Unsupported client authentication method", True),
        ("Cannot supply multiple client credentials", True),
        ("token_endpoint_auth_method must be private_key_jwt", True),
        ("Invalid client or Invalid client credentials", False),
        (
            IDLE,
            False,
        ),
    ],
)
def test_words_about_the_way_are_told_from_those_about_the_secret(attempt, description, told):
    case = token_request(attempt, authorization=BASIC, description=description)
    assert (names_client_method(case) is not None) is told
