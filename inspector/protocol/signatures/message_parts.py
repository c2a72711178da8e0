"""Headers that go together: the signature of a message, and what it covers beside the body.

Who sends webhooks signs number, time and body, and sends the first two in headers of their own:
whoever checks computes nothing where one of them was lost.
"""

from collections.abc import Iterable

_PARTS = {
    # github.com/standard-webhooks/standard-webhooks, spec, "Webhook headers"
    "webhook-signature": ("webhook-id", "webhook-timestamp"),
    # docs.svix.com/receiving/verifying-payloads/how-manual
    "svix-signature": ("svix-id", "svix-timestamp"),
    # docs.slack.dev/authentication/verifying-requests-from-slack
    "x-slack-signature": ("X-Slack-Request-Timestamp",),
    # docs.discord.com/developers/interactions/receiving-and-responding
    "x-signature-ed25519": ("X-Signature-Timestamp",),
    # developers.zoom.us/docs/api/webhooks
    "x-zm-signature": ("x-zm-request-timestamp",),
    # dev.twitch.tv/docs/eventsub/handling-webhook-events
    "twitch-eventsub-message-signature": (
        "Twitch-Eventsub-Message-Id", "Twitch-Eventsub-Message-Timestamp",
    ),
    # developer.paypal.com/api/rest/webhooks/rest
    "paypal-transmission-sig": ("PayPal-Transmission-Id", "PayPal-Transmission-Time"),
}  # fmt: skip


def missing_part(names: Iterable[str]) -> tuple[str, str] | None:
    """Return the name of a signature among those of headers, and of a part that lacks; or None."""
    sent = {name.lower(): name for name in names}
    for signature, parts in _PARTS.items():
        for part in parts:
            if signature in sent and part.lower() not in sent:
                return sent[signature], part
    return None
