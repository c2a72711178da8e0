"""The preview asks the scheme that fits."""

from inspector.authenticate.preview import check, preview
from inspector.model.credential import ApiKey, Bearer
from inspector.model.message import Message
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")
MESSAGE = Message(method="GET", url="http://a/", target="/")


def test_a_key_in_the_query():
    shown = preview(ApiKey(name="k", value=KEY, place="query"), MESSAGE, lambda _ref: "abcdefgh")
    assert (shown.place, shown.text) == ("query", "k=••••••••••••")


def test_checks_of_the_scheme():
    assert [each.kind for each in check(Bearer(), "Bearer x")] == ["doubled-word"]
