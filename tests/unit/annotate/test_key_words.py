import zlib

import pytest

from inspector.protocol.keys.key_words import described

BODY = "q7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW"
GRAFANA = f"glsa_{BODY}_{zlib.crc32(f'glsa_{BODY}'.encode()).to_bytes(4, 'little').hex()}"


@pytest.mark.parametrize(
    ("value", "host", "said"),
    [
        (GRAFANA, "grafana.acme.test", ("Grafana service account token, checksum right", "info")),
        (GRAFANA[:-1], "", ("Grafana service account token: cut off, 45 of 46 characters are here", "bad")),
        (
            GRAFANA[:9] + "0" + GRAFANA[10:],
            "",
            ("Grafana service account token: its checksum is wrong, so a character was changed", "bad"),
        ),
        ("glpat" + "-" + BODY[:17], "", ("GitLab personal access token: not complete, or characters were changed", "bad")),
        ("xoxb" + "-12345678901", "api.openai.com", ("Slack bot token, sent to a host of OpenAI", "bad")),
        ("xoxb" + "-12345678901", "slack.com", ("Slack bot token", "info")),
        ("xoxe" + "-12345678901", "slack.com", ("Slack refresh token: it only buys new access tokens", "odd")),
        ("AKIA" + "Q7RKZ2MWXT4VBNL5", "", ("AWS access key id: it names an account, and opens nothing without its secret", "odd")),
        ("rk_" + "test_" + BODY, "", ("Stripe restricted key, test only", "info")),
        ("sk-" + BODY, "api.github.com", ("API key", "info")),
        (BODY, "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_what_is_said(value, host, said):
    assert described(value, host) == said
