"""Facts for and against."""

from inspector.diagnose.facts.suspicion import doubt, fact


def test_facts_and_doubts():
    assert not fact("so", None).against
    assert doubt("but", None).against
