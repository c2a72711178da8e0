"""Experiments on arbitrary refusals: planned and read without a fault, whatever was sent and came."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.baseline import Ground, Tried
from inspector.diagnose.trial.ladder import ladder
from inspector.diagnose.trial.part import all_experiments
from inspector.diagnose.trial.plans import plans
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.experiment import Outcome, Plan, Trial
from inspector.model.finding import Verdict
from inspector.model.message import Header, Message, Reply, latin1
from inspector.model.request import Request

UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TEXT = st.text(max_size=60)
URLS = st.sampled_from(
    ["https://api.test/a?key=x&y", "http://a.test", "//x", "{{base}}/b", "http://[::1]:80/", ""]
)
NAMES = st.sampled_from(
    ["Authorization", "Cookie", "X-Api-Key", "Origin", "WWW-Authenticate", "Location", "X"]
)
VALUES = st.one_of(
    TEXT.map(latin1),
    st.sampled_from(
        ["Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwOi8vaXMudGVzdCJ9.c2ln", "Basic x"]
    ),
)
HEADERS = st.lists(st.builds(Header, NAMES, VALUES), max_size=4).map(tuple)
EXCHANGES = st.builds(
    Exchange,
    purpose=st.sampled_from(["main", "token", "redirect", "csrf", "discovery", "preflight"]),
    request=st.builds(
        Message,
        method=st.sampled_from(["GET", "POST", ""]),
        url=URLS,
        headers=HEADERS,
        body=st.binary(max_size=40),
    ),
    reply=st.none()
    | st.builds(
        Reply,
        status=st.integers(100, 599),
        headers=HEADERS,
        body=st.one_of(st.binary(max_size=60), st.just(b'{"keys": [1, {}], "active": 1}')),
    ),
)
ATTEMPTS = st.lists(EXCHANGES, min_size=1, max_size=3).map(
    lambda found: Attempt(request=Request(url=found[0].request.url), exchanges=tuple(found))
)


@settings(max_examples=60, deadline=2000)
@given(ATTEMPTS, ATTEMPTS)
def test_planned_and_read(mine, after):
    case = Trace(mine).case(len(mine.exchanges) - 1)
    ground = Ground(case, mine.request, Scope())
    assert len(plans(ground, Verdict(), Trial(), Tried())) == len(all_experiments())
    outcomes = tuple(
        Outcome(plan=Plan(id=name, question="?", varies="x"), result="differs", attempt=after)
        for name in all_experiments()
    )
    ladder(case, outcomes)
    for finding in diagnose(mine, outcomes).findings:
        assert 0 < finding.score < 1


@given(TEXT)
def test_made_up_values_keep_their_length_stay_tokens_or_hold_a_uuid(value):
    made = garbage.same_shape(value)
    assert garbage.is_jwt(made) == garbage.is_jwt(value)
    assert garbage.is_jwt(value) or len(made) == len(value) or UUID.search(made)
