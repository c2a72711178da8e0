"""EdgeGrid as edgegrid-python of Akamai makes it, header by header."""

import re
from types import SimpleNamespace

import pytest
from akamai.edgegrid.edgegrid import EdgeGridAuthHeaders
from httpx import Headers

from inspector.authenticate.schemes.signing import edgegrid as scheme
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.signatures import edgegrid
from inspector.protocol.signatures.edgegrid import Signing
from inspector.protocol.urls import split

REF = SecretRef(place="memory", name="s")
OWN = EdgeGrid(
    client_token="akab-client-token-xxx-xxxxxxxxxxxxxxxx",
    secret=REF,
    access_token="akab-access-token-xxx-xxxxxxxxxxxxxxxx",
)
SECRET = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx="
HOST = "akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net"
EXCHANGES = [
    ("GET", "/", {}, b"", ""),
    ("GET", "/testapi/v1/t1?p1=1&p2=a%20b", {}, b"", ""),
    ("POST", "/testapi/v1/t3", {}, b"datadatadatadatadatadatadatadata", ""),
    ("POST", "/testapi/v1/t3", {}, b"d" * 3000, ""),
    ("POST", "/t3;v=1?q", {}, '{"größe": 1}'.encode(), ""),
    ("PUT", "/testapi/v1/t6", {}, b"PUT bodies are not signed", ""),
    ("GET", "/t4", {"X-Test1": "a  b", "X-Test3": "c"}, b"", "X-Test3, x-test1 X-Test2"),
]


def message(method, target, headers, body):
    url = f"https://{HOST}{target}"
    lines = (("Host", split(url).netloc), *headers.items())
    held = tuple(Header(*line) for line in lines)
    return Message(
        method=method, url=url, target=target, headers=held, body=body, body_size=len(body)
    )


@pytest.mark.parametrize(("method", "target", "headers", "body", "names"), EXCHANGES)
def test_the_header_is_that_of_the_library(method, target, headers, body, names):
    own = EdgeGrid(
        client_token=OWN.client_token,
        secret=REF,
        access_token=OWN.access_token,
        signed_headers=names,
        max_body=2048,
    )
    asked = message(method, target, headers, body)
    step = next(scheme.steps(own, asked, lambda _ref: SECRET))
    made = first(step.message.headers, "authorization")
    stamp, nonce = re.search("timestamp=([^;]+);nonce=([^;]+);", made).groups()
    library = EdgeGridAuthHeaders(
        OWN.client_token,
        SECRET,
        OWN.access_token,
        headers_to_sign=names.replace(",", " ").split(),
        max_body=2048,
    )
    theirs = SimpleNamespace(method=method, url=asked.url, headers=Headers(headers), body=body)
    assert made == library.make_auth_header(theirs, stamp, nonce)


def test_the_example_of_the_libraries():
    # Akamai's own test data, which all of its libraries share: "simple GET".
    about = Signing(
        "20140321T19:34:21+0000",
        "nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
        OWN.client_token,
        OWN.access_token,
    )
    text = edgegrid.data_to_sign(message("GET", "/", {}, b""), about)
    made = edgegrid.signature(text, SECRET, about.time)
    assert made == "tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU="
