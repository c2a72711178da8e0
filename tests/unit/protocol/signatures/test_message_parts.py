"""Headers of one signature go together, in whatever letters they are written."""

import pytest

from inspector.protocol.signatures.message_parts import missing_part


@pytest.mark.parametrize(
    ("names", "lacks"),
    [
        (("Webhook-Signature", "Webhook-Id"), ("Webhook-Signature", "webhook-timestamp")),
        (("svix-signature", "svix-timestamp"), ("svix-signature", "svix-id")),
        (("X-Slack-Signature",), ("X-Slack-Signature", "X-Slack-Request-Timestamp")),
        (("X-Slack-Signature", "x-slack-request-timestamp"), None),
        (("X-Hub-Signature-256",), None),  # it covers the body alone
        (("webhook-id",), None),
    ],
)
def test_a_part_that_lacks(names, lacks):
    assert missing_part(("Host", *names)) == lacks
