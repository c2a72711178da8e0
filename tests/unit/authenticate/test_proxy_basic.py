"""Basic to a proxy: its own header, only where there is a login."""

from inspector.authenticate.choose import proxy_login
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message, first
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")
MESSAGE = Message(method="GET", url="http://a/")


def test_the_answer():
    login = Basic(user="Aladdin", password=KEY)
    (step,) = proxy_login().steps(login, MESSAGE, lambda _ref: "open sesame")
    assert step.purpose == "proxy-answer"
    value = first(step.message.headers, "Proxy-Authorization")
    assert value == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert step.message.headers[0].origin == "proxy"
    shown = proxy_login().preview(login, MESSAGE, lambda _ref: "open sesame")
    assert shown.text.startswith("Basic ")
    assert "FtZQ" not in shown.text


def test_without_a_login_there_is_no_answer():
    assert list(proxy_login().steps(NoCredential(), MESSAGE, lambda _ref: "")) == []
