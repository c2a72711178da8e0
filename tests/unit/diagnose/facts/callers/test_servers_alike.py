"""Two ports of one machine: the same program twice, or one of them in front of it."""

from inspector.diagnose import diagnose

TEXT = """> GET http://a.test:4873/parts
> Authorization: Bearer nHLLacLsaLf1UlxEszsVc19E9uMrQVVM
< 200 OK
< Server: depot/2
<< []
---
> GET http://a.test:{port}/parts
> Authorization: Bearer nHLLacLsaLf1UlxEszsVc19E9uMrQVVM
< 401 Unauthorized
< Server: {server}
< WWW-Authenticate: Bearer
< Content-Type: application/json
<< {{"error": "authentication required, no token was sent"}}"""


def _first(attempt, server):
    return diagnose(attempt(TEXT.format(port=4874, server=server))).findings[0]


def test_two_of_a_kind_know_tokens_of_their_own(attempt):
    assert str(_first(attempt, "depot/2").cause) == "wrong-endpoint"


def test_another_program_in_front_loses_the_header(attempt):
    assert _first(attempt, "nginx").slug == "authorization-stripped"
