"""Stand-ins for a credential: one list for masks, remarks and verdicts."""

import pytest

from inspector.protocol.masking.masks import is_placeholder
from inspector.protocol.stand_ins import CERTAIN, stand_in

KINDS = {
    "template": ("{{token}}", "${API_KEY}", "$(cat key)", "<your token>"),
    "nothing": ("undefined", "NULL", "[object Object]"),
    "request": ("your-api-key", "your_apikey_here", "ENTER PASSWORD", "insert-jwt-value"),
    "variable": ("$TOKEN", "%TOKEN%", "[api key]", ":token"),
    "to_do": ("TODO", "changeme", "nil"),
    "likely": (
        "my-password",
        "api_key",
        "true",
        "process.env.KEY",
        "{{a}}:{{b}}",
        "#{key}",
        "~/.mill/token",
        "/run/secrets/mill",
        "op://barn/mill/key",
        "arn:aws:ssm:eu-west-1:1:parameter/mill",
    ),
    "": (
        "sk_live_4eC39HqLyjWDarjt",
        "s3cr3t",
        "your",
        "monkey",
        "",
        "nullable",
        "AbC/run/secrets/x",
        "https://a.test/b",
    ),
}
EACH = [(kind, value) for kind, found in KINDS.items() for value in found]


@pytest.mark.parametrize(("kind", "value"), EACH)
def test_each_is_known(kind, value):
    assert stand_in(value) == kind


@pytest.mark.parametrize(("kind", "value"), EACH)
def test_only_what_cannot_be_a_secret_is_shown(kind, value):
    assert is_placeholder(value) == (kind not in {"", "likely"})


def test_what_may_be_a_password_is_not_certain():
    assert (
        not {stand_in(each) for each in ("changeme", "$ecret", ":token", "my-password")} & CERTAIN
    )
