"""Webhooks as their senders sign them, to try one's own receiver."""

from inspector.authenticate.recipe import Recipe, RecipeField
from inspector.authenticate.template_recipe import Service, template_recipe
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.wording import tr

_PREFIX = "whsec_"


def recipes() -> tuple[Recipe, ...]:
    """Return one a sender."""
    secret = (RecipeField("key", tr("Secret of the webhook"), is_secret=True),)
    return (
        template_recipe(_stripe(), secret),
        template_recipe(_github(), secret),
        template_recipe(_slack(), secret),
        template_recipe(_standard(), secret, lambda key: key.removeprefix(_PREFIX)),
    )


def _stripe() -> Service:
    template = SignatureTemplate(
        string_to_sign="{timestamp}.{body}",
        header_lines="Stripe-Signature: t={timestamp},v1={signature}",
    )
    return Service(
        "stripe-webhook",
        tr("Stripe (webhook)"),
        "https://docs.stripe.com/webhooks/signature",
        template,
    )


def _github() -> Service:
    template = SignatureTemplate(
        string_to_sign="{body}", header_lines="X-Hub-Signature-256: sha256={signature}"
    )
    source = "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"
    return Service("github-webhook", tr("GitHub (webhook)"), source, template)


def _slack() -> Service:
    template = SignatureTemplate(
        string_to_sign="v0:{timestamp}:{body}",
        header_lines="X-Slack-Request-Timestamp: {timestamp}\nX-Slack-Signature: v0={signature}",
    )
    source = "https://docs.slack.dev/authentication/verifying-requests-from-slack"
    return Service("slack-request", tr("Slack (request to an app)"), source, template)


def _standard() -> Service:
    template = SignatureTemplate(
        coding="base64",
        output="base64",
        string_to_sign="{header:webhook-id}.{timestamp}.{body}",
        header_lines="webhook-id: msg_{nonce}\nwebhook-timestamp: {timestamp}\n"
        "webhook-signature: v1,{signature}",
    )
    source = (
        "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"
    )
    return Service("standard-webhooks", tr("Standard Webhooks"), source, template)
