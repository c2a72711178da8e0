"""The reply says that what was asked for is switched off, for whoever calls."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found
from inspector.diagnose.weights import CLEAR


def service_off(case: Case) -> Found:
    """An API, an interface or a part of it is switched off."""
    trust = case.said("service-off")
    if trust:
        yield case.refused_for(
            "service-not-enabled",
            CLEAR * trust,
            *case.quote("service-off"),
            said=case.quoted("service-off"),
        )


def sign_up_closed(case: Case) -> Found:
    """No new accounts are taken, or there are as many as there may be."""
    trust = case.said("sign-up-closed")
    if trust:
        yield case.refused_for(
            "sign-up-closed",
            CLEAR * trust,
            *case.quote("sign-up-closed"),
            host=case.sent.bare_host,
            said=case.quoted("sign-up-closed"),
        )


RULES = (service_off, sign_up_closed)
