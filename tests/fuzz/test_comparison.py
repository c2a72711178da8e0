"""Any two exchanges at all can be laid side by side, written, and show no secret of either."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.compare.comparison import compare
from inspector.compare.taking import take
from inspector.compare.writing import ENDINGS, written
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.workbench.answer import Answer
from tests.fuzz.test_exchanges import JSON, TEXTS, latin1

SECRET = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"
BITS = st.one_of(TEXTS, st.just(SECRET), st.builds("{} {}".format, TEXTS, st.just(SECRET)))
HEADERS = st.lists(
    st.builds(
        lambda name, value: Header(latin1(name), latin1(value)),
        st.sampled_from(["Cookie", "Content-Type", "Host", "Set-Cookie", "X-Api-Key"]) | BITS,
        BITS,
    ),
    max_size=6,
).map(tuple)
BODIES = st.one_of(
    st.binary(max_size=60),
    BITS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.just(b"[" * 5000),
    BITS.map(lambda text: json.dumps({text: {text: text}}).encode()),
)


@st.composite
def answers(draw):
    """An answer whose credential is the secret; everything else is anything."""
    request = Message(
        method=latin1(draw(BITS)),
        url=latin1(draw(st.just("https://api.example.com/?a=1") | BITS)),
        headers=(Header("Authorization", f"Bearer {SECRET}"), *draw(HEADERS)),
        body=draw(BODIES),
    )
    reply = Reply(
        status=draw(st.sampled_from([101, 200, 302, 401, 403, 999])),
        reason=latin1(draw(BITS)),
        headers=draw(HEADERS),
        body=draw(BODIES),
    )
    exchange = Exchange(request=request, reply=draw(st.none() | st.just(reply)))
    return Answer(attempt=Attempt(id="a", exchanges=(exchange,)))


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.lists(answers(), min_size=2, max_size=3))
def test_any_exchanges_are_compared(made):
    found = compare(made)
    texts = [repr(found), *(written(found, ending) for ending in ENDINGS)]
    assert not [text for text in texts if SECRET in text]
    for step in found.steps:
        for delta in step.deltas:
            take(Request(url="https://a.example/"), Request(url="http://["), delta.id)
