"""Rules are found by their place."""

from inspector.diagnose.judging.rules import module_names, rules


def test_every_topic_gives_rules():
    names = module_names()
    assert len(names) == len(set(names)) > 20
    assert all(callable(rule) for rule in rules())
