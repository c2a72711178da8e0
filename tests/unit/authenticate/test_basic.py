"""Basic: the RFC's examples, charsets, checks."""

import base64

from inspector.authenticate.basic_login import basic_header, basic_value
from inspector.authenticate.schemes import basic
from inspector.model.kinds.basic import Basic
from inspector.model.message import Message
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")


def _sent(credential, password):
    (step,) = basic.steps(credential, Message(method="GET", url="http://a/"), lambda _ref: password)
    return step.message.headers[-1]


def test_the_examples_of_rfc_7617():
    assert basic_value("Aladdin", "open sesame") == "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic_value("test", "123£") == "dGVzdDoxMjPCow=="


def test_the_charset_decides():
    assert base64.b64decode(basic_value("a", "£", "iso-8859-1")) == b"a:\xa3"


def test_what_the_charset_lacks_goes_as_utf8():
    assert base64.b64decode(basic_value("a", "€", "iso-8859-1")) == "a:€".encode()


def test_the_value_is_marked():
    header = basic_header("Authorization", "abc", "credential")
    assert (header.value, header.secret) == ("Basic abc", ((6, 9),))


def test_an_empty_password_is_sent():
    assert _sent(Basic(user="sk_1", password=KEY), "").value == "Basic c2tfMTo="


def test_checks():
    kinds = [each.kind for each in basic.check(Basic(user=" a:b"), "pä\n")]
    assert kinds == ["line-break", "colon-in-user", "outer-blank", "non-ascii"]
    assert basic.check(Basic(user="ann"), "fine") == ()
