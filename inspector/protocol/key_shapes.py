"""Recognises credentials by their shape: whose they are, what they are, for which environment.

The shapes are rows of a table; a new one is a new row. Sources: the providers' documentation of
their token formats.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from inspector.model.message import Span

Environment = Literal["", "live", "test"]
Nature = Literal["secret", "identifier", "unknown"]


class KeyShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a value looks like.

    provider: empty for shapes that many use. kind: what it is, in the provider's words. needle:
    letters that every such value begins with (empty: recognised only as a whole value).
    nature: whether the value itself opens a door.
    """

    slug: str
    provider: str
    kind: str
    pattern: re.Pattern[str]
    needle: str = ""
    environment: Environment = ""
    nature: Nature = "secret"


def _row(row: tuple[str, str, str, str, str], nature: Nature = "secret") -> KeyShape:
    slug, provider, kind, needle, rest = row
    environment: Environment = ""
    if "_live_" in needle:
        environment = "live"
    elif "_test_" in needle:
        environment = "test"
    return KeyShape(
        slug=slug,
        provider=provider,
        kind=kind,
        pattern=re.compile(_beginning(needle) + rest, re.ASCII),
        needle=needle,
        environment=environment,
        nature=nature,
    )


def _beginning(needle: str) -> str:
    """Match the needle only where no word or longer token is under way, so that runs stay cheap."""
    letters = re.escape(needle)
    within = "A-Za-z0-9_-" if needle == "eyJ" else "A-Za-z0-9_"
    return letters if needle in {"", "-----BEGIN "} else rf"{letters}(?<![{within}]{letters})"


_PASETO = r"(?:local|public)\.[A-Za-z0-9_\-]{20,}(?:\.[A-Za-z0-9_\-]+)?"
_PEM = r"[A-Z ]{0,30}PRIVATE KEY-----[^-]{20,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("github-pat", "GitHub", "personal access token (classic)", "ghp_", r"[A-Za-z0-9]{16,255}"),
    ("github-oauth", "GitHub", "OAuth access token", "gho_", r"[A-Za-z0-9]{16,255}"),
    ("github-user", "GitHub", "user access token of an app", "ghu_", r"[A-Za-z0-9]{16,255}"),
    ("github-app", "GitHub", "installation token of an app", "ghs_", r"[A-Za-z0-9_.\-]{16,500}"),
    ("github-refresh", "GitHub", "refresh token", "ghr_", r"[A-Za-z0-9]{16,255}"),
    ("github-fine", "GitHub", "fine-grained token", "github_pat_", r"[A-Za-z0-9_]{20,255}"),
    ("gitlab-pat", "GitLab", "personal access token", "glpat-", r"[\w.\-]{16,300}"),
    ("gitlab-deploy", "GitLab", "deploy token", "gldt-", r"[\w\-]{16,300}"),
    ("gitlab-job", "GitLab", "CI job token", "glcbt-", r"[\w\-]{16,300}"),
    ("gitlab-trigger", "GitLab", "pipeline trigger token", "glptt-", r"[\w\-]{16,300}"),
    ("slack-bot", "Slack", "bot token", "xoxb-", r"[A-Za-z0-9\-]{10,200}"),
    ("slack-user", "Slack", "user token", "xoxp-", r"[A-Za-z0-9\-]{10,200}"),
    ("slack-app", "Slack", "app-level token", "xapp-", r"[A-Za-z0-9\-]{10,200}"),
    ("slack-browser", "Slack", "browser session token", "xoxc-", r"[A-Za-z0-9\-]{10,200}"),
    ("slack-refresh", "Slack", "refresh token", "xoxe-", r"[A-Za-z0-9\-]{10,200}"),
    ("aws-access", "AWS", "access key id", "AKIA", r"[A-Z2-7]{12,28}(?![A-Za-z0-9])"),
    ("aws-temporary", "AWS", "temporary access key id", "ASIA", r"[A-Z2-7]{12,28}(?![A-Za-z0-9])"),
    ("google-key", "Google", "API key", "AIza", r"[A-Za-z0-9_\-]{30,45}"),
    ("google-token", "Google", "OAuth access token", "ya29.", r"[A-Za-z0-9_\-.]{20,2048}"),
    ("google-secret", "Google", "OAuth client secret", "GOCSPX-", r"[A-Za-z0-9_\-]{20,60}"),
    ("google-refresh", "Google", "OAuth refresh token", "1//0", r"[A-Za-z0-9_\-]{30,300}"),
    ("stripe-live", "Stripe", "secret key", "sk_live_", r"[A-Za-z0-9]{10,250}"),
    ("stripe-test", "Stripe", "secret key", "sk_test_", r"[A-Za-z0-9]{10,250}"),
    ("stripe-restricted-live", "Stripe", "restricted key", "rk_live_", r"[A-Za-z0-9]{10,250}"),
    ("stripe-restricted-test", "Stripe", "restricted key", "rk_test_", r"[A-Za-z0-9]{10,250}"),
    ("stripe-webhook", "Stripe", "webhook secret", "whsec_", r"[A-Za-z0-9+/=]{16,250}"),
    ("openai", "OpenAI", "API key", "sk-proj-", r"[A-Za-z0-9_\-]{20,250}"),
    ("anthropic", "Anthropic", "API key", "sk-ant-", r"[A-Za-z0-9_\-]{20,250}"),
    ("openrouter", "OpenRouter", "API key", "sk-or-", r"[A-Za-z0-9_\-]{20,250}"),
    ("sk-key", "", "API key", "sk-", r"[A-Za-z0-9_\-]{20,250}"),
    ("sendgrid", "SendGrid", "API key", "SG.", r"[A-Za-z0-9_\-]{16,40}\.[A-Za-z0-9_\-]{16,80}"),
    ("npm", "npm", "access token", "npm_", r"[A-Za-z0-9]{30,60}"),
    ("pypi", "PyPI", "API token", "pypi-", r"[A-Za-z0-9_\-]{40,500}"),
    ("digitalocean", "DigitalOcean", "personal access token", "dop_v1_", r"[a-f0-9]{40,80}"),
    ("digitalocean-oauth", "DigitalOcean", "OAuth token", "doo_v1_", r"[a-f0-9]{40,80}"),
    ("docker", "Docker", "personal access token", "dckr_pat_", r"[A-Za-z0-9_\-]{20,60}"),
    ("huggingface", "Hugging Face", "access token", "hf_", r"[A-Za-z0-9]{30,60}"),
    ("atlassian", "Atlassian", "API token", "ATATT3xFfGF0", r"[A-Za-z0-9_\-=]{40,300}"),
    ("bitbucket", "Bitbucket", "app password", "ATBB", r"[A-Za-z0-9]{24,60}"),
    ("shopify", "Shopify", "admin access token", "shpat_", r"[a-fA-F0-9]{24,64}"),
    ("linear", "Linear", "API key", "lin_api_", r"[A-Za-z0-9]{30,60}"),
    ("notion", "Notion", "integration token", "ntn_", r"[A-Za-z0-9]{40,60}"),
    ("vault-service", "HashiCorp Vault", "service token", "hvs.", r"[A-Za-z0-9_\-]{20,250}"),
    ("vault-batch", "HashiCorp Vault", "batch token", "hvb.", r"[A-Za-z0-9_\-]{20,500}"),
    ("terraform", "HCP Terraform", "API token", "atlasv1.", r"[A-Za-z0-9_\-=]{40,100}"),
    ("databricks", "Databricks", "personal access token", "dapi", r"[a-f0-9]{32}(?:-\d)?"),
    ("grafana", "Grafana", "service account token", "glsa_", r"[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"),
    ("sentry", "Sentry", "auth token", "sntrys_", r"[A-Za-z0-9_+/=\-]{40,500}"),
    ("postman", "Postman", "API key", "PMAK-", r"[A-Za-z0-9]{20,30}-[A-Za-z0-9]{30,40}"),
    ("newrelic", "New Relic", "user key", "NRAK-", r"[A-Z0-9]{20,40}"),
    ("airtable", "Airtable", "personal access token", "pat", r"[A-Za-z0-9]{14}\.[a-f0-9]{64}"),
    ("twilio-key", "Twilio", "API key SID", "SK", r"[a-f0-9]{32}(?![A-Za-z0-9])"),
    ("telegram", "Telegram", "bot token", "", r"[0-9]{8,10}:AA[A-Za-z0-9_\-]{32,34}"),
    ("paseto", "", "PASETO", "v4.", _PASETO),
    ("paseto-2", "", "PASETO", "v2.", _PASETO),
    ("paseto-3", "", "PASETO", "v3.", _PASETO),
    ("macaroon", "", "macaroon", "MDA", r"[A-Za-z0-9_\-+/]{40,}={0,2}"),
    ("macaroon-2", "", "macaroon (version 2)", "AgE", r"[A-Za-z0-9_\-+/]{40,}={0,2}"),
    ("jwe", "", "encrypted token (JWE)", "eyJ", r"[\w\-]{8,}\.(?:[\w\-]*\.){3}[\w\-]+"),
    ("jwt", "", "signed token (JWT)", "eyJ", r"[\w\-]{8,}={0,2}\.[\w\-]+={0,2}\.[\w\-]*"),
    ("pem", "", "private key (PEM)", "-----BEGIN ", _PEM),
)  # fmt: skip
_IDENTIFIERS = (
    ("stripe-publishable-live", "Stripe", "publishable key", "pk_live_", r"[A-Za-z0-9]{10,250}"),
    ("stripe-publishable-test", "Stripe", "publishable key", "pk_test_", r"[A-Za-z0-9]{10,250}"),
    ("twilio-account", "Twilio", "account SID", "AC", r"[a-f0-9]{32}(?![A-Za-z0-9])"),
)
_GENERAL = (
    ("uuid", "", "UUID", "", r"\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?"),
    ("hex", "", "hexadecimal digits", "", r"(?:[0-9a-fA-F]{2}){8,512}"),
    ("number", "", "digits", "", r"[0-9]{4,512}"),
    ("base64url", "", "Base64 (URL-safe)", "", r"[A-Za-z0-9_\-]{16,}={0,2}"),
    ("base64", "", "Base64", "", r"[A-Za-z0-9+/]{16,}={0,2}"),
)
SHAPES: tuple[KeyShape, ...] = (
    *(_row(row) for row in _ROWS),
    *(_row(row, "identifier") for row in _IDENTIFIERS),
    *(_row(row, "unknown") for row in _GENERAL),
)
_SEARCHED = tuple(shape for shape in SHAPES if shape.needle and shape.nature == "secret")
_LONGEST = 100_000


def recognise(value: str) -> KeyShape | None:
    """Return the shape of a whole value, the most specific one first; None for anything else."""
    if not value or len(value) > _LONGEST:
        return None
    return next(
        (
            shape
            for shape in SHAPES
            if value.startswith(shape.needle) and shape.pattern.fullmatch(value)
        ),
        None,
    )


def find(text: str) -> Iterator[tuple[Span, KeyShape]]:
    """Find secrets with a tell-tale beginning anywhere in a text; spans may overlap."""
    for shape in _SEARCHED:
        if shape.needle not in text:
            continue
        for found in shape.pattern.finditer(text):
            yield found.span(), shape
