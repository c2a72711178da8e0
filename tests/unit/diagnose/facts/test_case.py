"""What one case knows of itself and of its neighbours."""

from datetime import timedelta

from inspector.diagnose.facts.case import Trace

TEXT = """
> GET https://a.test/1
> Authorization: Bearer abcdef
< 200 OK
< Content-Type: application/json
<< {"ok":true,"errors":[]}
---
> GET https://a.test/1
> Authorization: Bearer abcdef
< 200 OK
< Content-Type: application/json
<< {"ok":false,"error":"token_revoked"}
"""


def test_success_and_hidden_errors(attempt):
    trace = Trace(attempt(TEXT))
    assert trace.case(0).succeeded
    assert not trace.case(1).succeeded
    assert trace.case(1).is_hidden_error
    assert trace.case(1).shares_credential(trace.case(0))
    assert trace.case(1).repeats(trace.case(0))
    assert trace.case(1).same_request_before == (trace.case(0),)


def test_what_is_said_becomes_evidence(attempt):
    case = Trace(attempt(TEXT)).case(1)
    assert case.said("revoked") > 0.9
    assert case.said("csrf") == 0
    assert [proof.statement for proof in case.quote("revoked", "csrf")] == [
        'Server said error="token_revoked"'
    ]
    assert case.quoted("csrf") == ""


def test_the_two_clocks(attempt):
    case = Trace(
        attempt("> GET https://a.test/\n< 401 No\n< Date: Wed, 15 Nov 2023 00:13:20 GMT")
    ).case(0)
    assert case.skew == timedelta(0)
    assert Trace(attempt("> GET https://a.test/\n< 401 No")).case(0).skew is None


def test_a_redirect_leads_here(attempt):
    trace = Trace(
        attempt(
            """
            > GET https://a.test/1
            < 302 Found
            < Location: /2
            ---
            > GET https://a.test/2
            < 401 Unauthorized
            """
        )
    )
    assert trace.case(1).previous is trace.case(0)
    assert trace.case(0).previous is None


def test_a_stripped_source_is_known(attempt):
    assert Trace(attempt(TEXT, may_be_sanitised=True)).case(0).may_be_stripped
    assert not Trace(attempt(TEXT)).case(0).may_be_stripped
