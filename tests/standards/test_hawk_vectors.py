"""The protocol example of Hawk, and what mohawk, its library for Python, makes of other requests."""

import pytest
from mohawk import Receiver

from inspector.authenticate.schemes.signing import hawk as scheme
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.signatures import hawk
from inspector.protocol.signatures.hawk import Artifacts

KEY = "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"
REQUEST = Message(
    method="GET",
    url="http://example.com:8000/resource/1?b=1&a=2",
    target="/resource/1?b=1&a=2",
    headers=(Header("Host", "example.com:8000", "default"),),
)
POSTED = Message(
    method="POST",
    url=REQUEST.url,
    target=REQUEST.target,
    headers=(*REQUEST.headers, Header("Content-Type", "text/plain; charset=utf-8", "default")),
    body=b"Thank you for flying Hawk",
)


def test_the_example_of_a_request():
    about = Artifacts("1353832234", "j4h3g2", ext="some-app-ext-data")
    made = hawk.mac(hawk.normalized(REQUEST, about), KEY, "sha256")
    assert made == "6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="


def test_the_example_of_a_body():
    made = hawk.payload_hash(POSTED, "sha256")
    assert made == "Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY="
    about = Artifacts("1353832234", "j4h3g2", made, "some-app-ext-data")
    mac = hawk.mac(hawk.normalized(POSTED, about), KEY, "sha256")
    assert mac == "aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw="


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
@pytest.mark.parametrize("message", [REQUEST, POSTED], ids=["GET", "POST"])
def test_the_library_takes_what_is_sent(algorithm, message):
    ref = SecretRef(place="memory", name="k")
    own = Hawk(
        key_id="k1", key=ref, algorithm=algorithm, ext="x", app="shop", dlg="ann", payload=True
    )
    step = next(scheme.steps(own, message, lambda _ref: KEY))
    Receiver(
        lambda _id: {"id": "k1", "key": KEY, "algorithm": algorithm},
        first(step.message.headers, "authorization"),
        message.url,
        message.method,
        content=message.body,
        content_type=first(message.headers, "content-type") or "",
    )
