"""An API describes itself, and the address that was refused is none of those."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.described_paths import undescribed_in

TRACE = """> GET http://orders.test/api/v3/orders/5512
> Authorization: Bearer hb-5500c1f0e2
< 200 OK
< Content-Type: application/json
<< {{"id": 5512}}
---
> GET http://orders.test/v3/api-docs
> Authorization: Bearer hb-5500c1f0e2
< 200 OK
< Content-Type: application/json
<< {{"openapi": "3.1.0", "paths": {{"{described}": {{"get": {{}}, "post": {{}}}}, "/api/v3/lines": {{"get": {{}}}}}}}}
---
> GET http://orders.test{path}
> Authorization: Bearer hb-5500c1f0e2
< 403 Forbidden
< Content-Type: application/json
<< {body}"""


@pytest.mark.parametrize(
    ("described", "path", "body", "told"),
    [
        ("/api/v3/orders/{id}", "/api/v2/orders/5512", "{}", True),
        ("/api/v3/orders/{id}", "/api/v3/lines", "{}", False),  # it is there
        ("/pets/{id}", "/api/v2/orders/5512", "{}", False),  # the description of another API
        ("/api/v3/orders/{id}", "/api/v2/orders/5512", '{"error": "insufficient scope"}', False),
    ],
)
def test_an_address_that_the_api_does_not_describe(attempt, described, path, body, told):
    known = attempt(TRACE.format(described=described, path=path, body=body))
    first = diagnose(known).findings[0]
    assert (first.slug == "path-unknown") is told
    if told:
        assert undescribed_in(Trace(known).case(2)).index == 1
