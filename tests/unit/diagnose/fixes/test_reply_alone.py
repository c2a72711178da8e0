"""A reply without its request, as people paste it: every text about it is whole."""

import re

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.catalogue import BUILDERS
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause
from inspector.model.message import Message
from tests.unit.diagnose.conftest import scenarios

NOTHING = Message(method="", url="")
VALUES = {
    "other": "api.eu.a.test",
    "wanted": "X-Api-Key",
    "name": "X-Api-Key",
    "scope": "orders",
    "sent": "Bearer",
    "seconds": 7,
    "accepted": "bearer",
    "place": "header",
    "key": "X-Api-Key",
}
GAP = re.compile(r"\S  +\S|(?<![A-Za-z])://")


def alone(attempt):
    """Return the last reply of an attempt, as it is read where it was pasted alone."""
    reply = attempt.exchanges[-1].reply
    one = Exchange(request=NOTHING, reply=reply)
    return Attempt(exchanges=(one,), source="http-text", request_known=False)


def texts(verdict):
    """Yield what is said about a finding and its fixes, line by line."""
    for finding in verdict.findings:
        yield from (finding.title, finding.explanation)
        yield from (proof.statement for proof in finding.evidence)
        for fix in finding.fixes:
            yield from of_fix(fix)


def of_fix(fix):
    changed = [text for one in fix.changes for text in (one.before, one.after)]
    return (fix.title, fix.sends, fix.because, *fix.message.splitlines(), *changed)


@pytest.mark.once
@pytest.mark.parametrize(
    "one", [each for each in scenarios() if each[3].exchanges[-1].reply], ids=lambda one: one[0]
)
def test_no_text_has_a_gap(one):
    for text in texts(diagnose(alone(one[3]))):
        assert text.rstrip() == text, text
        assert not GAP.search(text.strip()), text


@pytest.mark.parametrize("values", [{}, VALUES], ids=["of nothing", "of all"])
@pytest.mark.parametrize("name", BUILDERS)
def test_no_fix_has_a_gap(attempt, name, values):
    text = "> GET https://a.test/\n< 401 Unauthorized\n< WWW-Authenticate: Bearer resource_metadata=https://a.test/m"
    case = Trace(alone(attempt(text))).case(0)
    suspicion = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="x", weight=0.5, values=values)
    fix = BUILDERS[name](case, suspicion)
    for said in () if fix is None else of_fix(fix):
        assert not GAP.search(said.strip()), said
        assert said.rstrip() == said, said
