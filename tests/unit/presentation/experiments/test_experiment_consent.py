"""Asking names the method, the host and what could happen."""

from inspector.model.experiment import Plan
from inspector.presentation.experiments.experiment_consent import consent_sentences


def _said(*needs):
    plan = Plan(id="x", question="?", varies="x", needs=needs)
    return consent_sentences(plan, "POST", "api.example.com", "Live")


def test_every_need_has_its_sentence():
    said = _said("unsafe-method", "login-attempt", "new-host", "uses-up-token", "production")
    assert len(set(said)) == 5
    assert said[0].startswith("It sends POST to api.example.com")
    assert "api.example.com may count it as a failed login" in said[1]
    assert "Live" in said[4]


def test_nothing_is_asked_about_the_harmless():
    assert _said() == ()
