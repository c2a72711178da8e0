"""The Basic value decodes to what was typed."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from inspector.authenticate.basic_login import basic_header, basic_value


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["utf-8", "iso-8859-1"]))
def test_round_trip(user, password, charset):
    data = base64.b64decode(basic_value(user, password, charset))
    assert data in {
        f"{user}:{password}".encode("utf-8", "surrogatepass"),
        f"{user}:{password}".encode("iso-8859-1", "replace"),
    }


def test_the_header():
    header = basic_header("Proxy-Authorization", "YTpi", "proxy")
    assert (header.name, header.origin) == ("Proxy-Authorization", "proxy")
    assert header.value[slice(*header.secret[0])] == "YTpi"
