import pytest

from inspector.diagnose.facts.case import Trace
from inspector.reading.single_use import single_use


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("> DPoP: eyJ.proof.x", [("DPoP", "eyJ.proof.x")]),
        ("> X-Api-Nonce: 17", [("X-Api-Nonce", "17")]),
        ('> Authorization: OAuth oauth_nonce="n1", oauth_token="t"', [("nonce", "n1")]),
        ('> Authorization: Hawk id="a", nonce="n2"', [("nonce", "n2")]),
        ("> Content-Type: text/xml\n>> <w:Nonce EncodingType='b'>bm9uY2U=</w:Nonce>", [("Nonce", "bm9uY2U=")]),
        ("> X-WP-Nonce: abc", []),
        ("> Authorization: Digest nonce=n3", []),
    ],
)  # fmt: skip
def test_nonces_and_proofs_are_found(attempt, lines, found):
    sent = Trace(attempt(f"> POST https://a.test/x\n{lines}\n< 401 No")).case(0).sent
    assert [(one.name, one.value) for one in single_use(sent)] == found


def test_a_nonce_in_the_query_is_found(attempt):
    sent = Trace(attempt("> GET https://a.test/x?nonce=5&csp_nonce=1\n< 401 No")).case(0).sent
    assert [(one.name, one.value) for one in single_use(sent)] == [("nonce", "5")]
