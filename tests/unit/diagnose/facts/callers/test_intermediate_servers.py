"""By which folder a server in front leads to the same call of a program."""

import pytest

from inspector.diagnose.facts.callers.intermediate_servers import is_in_front
from inspector.diagnose.facts.case import Trace

CALL = "> GET http://a.test:{port}{path}\n< 200 OK\n< Server: {server}"


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
    behind = CALL.format(port=8001, path=direct, server="uvicorn")
    in_front = CALL.format(port=8080, path=path, server="nginx")
    entries = Trace(attempt(f"{behind}\n---\n{in_front}"))
    assert is_in_front(entries.case(1), entries.case(0)) is same
