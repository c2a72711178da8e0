"""What is good for one use and was sent a second time is no credential that was taken back."""

import pytest

from inspector.diagnose import diagnose

OAUTH = (
    "> GET https://post.example/signed/letters\n"
    '> Authorization: OAuth oauth_consumer_key="post-app", oauth_token="t-alice", '
    'oauth_signature_method="HMAC-SHA1", oauth_timestamp="1796012116", oauth_nonce="{nonce}", '
    'oauth_signature="JJU5B2X6ei0i09aKPRzkoqtETaM%3D"\n'
)
WORDLESS = "< 401 Unauthorized\n"
NAMED = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"error": "invalid_nonce"}\n'


@pytest.mark.parametrize("refusal", [WORDLESS, NAMED])
@pytest.mark.parametrize("nonce", ["n-1", "n-2"])
def test_of_a_signed_call(attempt, refusal, nonce):
    taken = f"{OAUTH.format(nonce='n-1')}< 200 OK\n---\n"
    first, *others = diagnose(attempt(f"{taken}{OAUTH.format(nonce=nonce)}{refusal}")).findings
    assert (first.slug == "nonce-replayed") is (nonce == "n-1")
    assert nonce != "n-1" or "worked-before" not in {one.slug for one in others[:1]}
