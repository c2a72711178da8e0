from inspector.model.kinds.oauth import Extras, OwnParameter
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    QueryParam,
    Request,
    RequestHeader,
)
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_request import masked_request
from inspector.protocol.masking.masks import DOTS


def test_typed_secrets_go_everywhere():
    request = Request(
        url="https://a/?api_key=abcdef",
        query=(QueryParam("access_token", "abc"), QueryParam("page", "2")),
        headers=(RequestHeader("Authorization", "Bearer abc"), RequestHeader("Accept", "*/*")),
        body=JsonBody(text='{"password": "abc"}'),
        options=Options(proxy="http://u:pw@proxy:3128"),
        description="the password is hunter2hunter2",
        credential=OAuth2(extras=Extras(own=(OwnParameter(name="api_key", value="short"),))),
    )
    masked = masked_request(request, KnownValues(["hunter2hunter2"]))
    assert masked.url == f"https://a/?api_key={DOTS}"
    assert [row.value for row in masked.query] == [DOTS, "2"]
    assert [row.value for row in masked.headers] == [f"Bearer {DOTS}", "*/*"]
    assert masked.body.text == f'{{"password": "{DOTS}"}}'
    assert masked.options.proxy == f"http://u:{DOTS}@proxy:3128"
    assert masked.credential.extras.own[0].value == DOTS
    assert masked.description == f"the password is {DOTS}"


def test_variables_stay():
    request = Request(
        headers=(RequestHeader("Authorization", "Bearer {{token}}"),),
        query=(QueryParam("api_key", "{{key}}"),),
        body=FormBody(fields=(FormField("password", "{{password}}"), FormField("password", "x"))),
    )
    masked = masked_request(request)
    assert masked.headers == request.headers
    assert masked.query == request.query
    assert [row.value for row in masked.body.fields] == ["{{password}}", DOTS]
