"""By which folder a server in front leads to the same call of a program."""

import pytest

from inspector.diagnose.facts.callers.intermediate_servers import leads_to_the_same
from inspector.diagnose.facts.case import Trace

CALL = "> GET https://{host}{path}\n< 200 OK"


@pytest.mark.parametrize(
    ("path", "direct", "same"),
    [
        ("/api/orders/list", "/api/orders/list", True),
        ("/edge/api/orders/list", "/api/orders/list", True),
        ("/edge/orders/list", "/main/orders/list", True),
        ("/edge/orders/list", "/main/bills/list", False),
        ("/api/edge/orders/list", "/api/main/orders/list", False),  # no folder of the front
        ("/edge/orders", "/main/orders", False),  # a thing of another name
        ("/orders/list", "/api/orders/list", False),
    ],
)
def test_a_folder_before_the_call_or_in_the_place_of_another(attempt, path, direct, same):
    calls = (CALL.format(host="a.test", path=direct), CALL.format(host="b.test", path=path))
    entries = Trace(attempt("\n---\n".join(calls)))
    assert leads_to_the_same(entries.case(1), entries.case(0)) is same
