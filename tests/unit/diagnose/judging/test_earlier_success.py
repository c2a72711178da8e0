"""What a success before speaks against, and what it leaves as it is."""

from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Failure

CALL = """> GET http://kiln.test:8083/jobs
> X-Api-Key: k-51f0c2d9a7e3b84466
< {}"""
CUT = Failure(
    kind="reset", stage="read", message="kiln.test closed the connection without an answer"
)


def _first(attempt, *replies, cut=False):
    made = attempt("\n---\n".join(map(CALL.format, replies)))
    last = made.exchanges[-1]
    if cut:
        last = replace(last, reply=None, failure=CUT)
    made = replace(made, exchanges=(*made.exchanges[:-1], last))
    return diagnose(made).findings[0].slug


def test_a_host_that_answered_a_moment_ago_shuts_somebody_out(attempt):
    assert _first(attempt, "200 OK", cut=True) == "connection-cut"
    assert _first(attempt, "200 OK", "200 OK", cut=True) == _first(attempt, "200 OK", cut=True)
