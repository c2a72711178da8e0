"""By which folder a server in front leads to the same call of a program."""

import pytest

from inspector.diagnose.facts.callers.intermediate_servers import is_in_front, keeps_it_out
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


SIGNED = "< Content-Type: text/html\n<< <html><body><h1>401</h1><hr>{by}</body></html>"


@pytest.mark.parametrize(
    ("signature", "passed_on"),
    [
        ("<address>Apache/2.4.71 (Debian) Server at a.test Port 8001</address>", True),
        ("<center>nginx/1.26.3</center>", False),
        ("<center>nginx</center>", False),
    ],
)
def test_a_page_of_the_server_behind_was_passed_on(attempt, signature, passed_on):
    behind = CALL.format(port=8001, path="/main/orders/list", server="Apache/2.4.71 (Debian)")
    front = CALL.format(port=8080, path="/edge/orders/list", server="nginx/1.26.3")
    front = front.replace("200 OK", "401 Unauthorized") + "\n" + SIGNED.format(by=signature)
    entries = Trace(attempt(f"{behind}\n---\n{front}"))
    assert is_in_front(entries.case(1), entries.case(0)) is passed_on
    assert keeps_it_out(entries.case(1), entries.case(0)) is not passed_on
