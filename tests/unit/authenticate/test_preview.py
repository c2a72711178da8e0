"""The preview asks the scheme that fits."""

from inspector.authenticate.preview import check, misplaced, preview
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")
MESSAGE = Message(method="GET", url="http://a/", target="/")


def test_a_key_in_the_query():
    shown = preview(ApiKey(name="k", value=KEY, place="query"), MESSAGE, lambda _ref: "abcdefgh")
    assert (shown.place, shown.text) == ("query", "k=••••••••••••")


def test_checks_of_the_scheme():
    assert [each.kind for each in check(Bearer(), "Bearer x")] == ["doubled-word"]


def test_a_key_that_its_provider_reads_in_another_way():
    asked = Message(method="GET", url="https://api.opsgenie.com/v2/alerts", target="/v2/alerts")
    key = "9f3b7c1d-8e2a-4405-b9f3-b7c1d8e2a640"
    (remark,) = misplaced(Bearer(token=KEY), asked, lambda _ref: key)
    assert (remark.kind, remark.field, remark.level) == ("key-word", "token", "odd")
    assert "GenieKey" in remark.text
    assert key not in remark.text
    assert misplaced(Bearer(token=KEY, word="GenieKey"), asked, lambda _ref: key) == ()
    assert misplaced(Bearer(token=KEY), asked, lambda _ref: "") == ()


def test_a_key_of_somebody_else_is_bad():
    asked = Message(method="GET", url="https://api.github.com/user", target="/user")
    value = "xoxb" + "-123456789012-q7RkZ2mW9x"
    (remark,) = misplaced(ApiKey(name="X-Api-Key", value=KEY), asked, lambda _ref: value)
    assert (remark.kind, remark.field, remark.level) == ("key-owner", "value", "bad")
