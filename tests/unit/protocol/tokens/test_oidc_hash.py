"""at_hash and c_hash; the first pair is the example of OpenID Connect Core A.3 and A.4."""

from inspector.protocol.tokens.oidc_hash import half_hash


def test_the_examples_of_the_standard():
    assert (
        half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "RS256")
        == "77QmUPtjPfzWtF2AnpK9RQ"
    )
    assert half_hash("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk", "RS256") == (
        "LDktKdoQak3Pk0cnXxCltA"
    )


def test_the_length_follows_the_algorithm():
    assert len(half_hash("a", "ES384")) == 32
    assert len(half_hash("a", "PS512")) == len(half_hash("a", "EdDSA")) == 43
    assert half_hash("a", "none") == half_hash("a", "") == ""
