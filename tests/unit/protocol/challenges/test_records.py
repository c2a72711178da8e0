from inspector.protocol.challenges.records import Challenge, Param


def test_names_and_schemes_know_no_case():
    param = Param(name="Realm", value="x", span=(0, 1), value_span=(0, 1))
    challenge = Challenge(scheme="BASIC", span=(0, 1), params=(param,))
    assert challenge.is_scheme("Basic")
    assert challenge.get("REALM") == "x"
    assert challenge.has("realm")
    assert challenge.get("nonce") == ""
