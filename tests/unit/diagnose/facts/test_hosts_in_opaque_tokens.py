import base64
import json

import pytest

from inspector.diagnose.facts.token_claims import told_by
from inspector.model.annotation import Place
from inspector.reading.credential import Credential

HERE = Place(entry=0, side="request", part="line")


def encoded(**members):
    return base64.b64encode(json.dumps(members).encode()).decode()


def told(value):
    return told_by(Credential("header", "Authorization", "bearer", value, HERE))


@pytest.mark.parametrize("form", ["sntrys_{}_DPaFXBo8", "glc_{}", "key.{}.abc", "{}"])
def test_the_json_in_an_opaque_token_names_its_place(form):
    inside = encoded(iat=1, url="https://acme.io", region_url="https://de.acme.io")
    names = [one.name for one in told(form.format(inside))]
    assert names == ["region_url", "url"]


def test_a_region_deep_inside_is_found():
    assert [tuple(one) for one in told("glc_" + encoded(o="1", m={"r": "prod-eu-west-2"}))] == [
        ("region", "r", "prod-eu-west-2")
    ]


@pytest.mark.parametrize(
    "value", ["", "abcdef0123456789", "eyJ!!", "eyJhbGciOiJI", "x_" + "e" * 900]
)
def test_other_values_say_nothing(value):
    assert told(value) == ()
