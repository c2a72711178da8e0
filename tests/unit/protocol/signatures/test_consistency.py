"""What a signature says of itself against the request that carries it."""

import pytest

from inspector.model.message import Header, Message
from inspector.protocol.signatures.consistency import flaws

HEX = "8f14e45fceea167a" * 4
AWS = "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/live/orders"


def aws(names="host;x-amz-date", *, scope="20260311/eu-central-1/execute-api", signature=HEX):
    return (
        f"AWS4-HMAC-SHA256 Credential=AKIAQ7RKZ2MWXT4VBNL5/{scope}/aws4_request,"
        f"SignedHeaders={names},Signature={signature}"
    )


def made(authorization, url=AWS, **more):
    lines = {"Authorization": authorization, **{n.replace("_", "-"): v for n, v in more.items()}}
    return Message(method="GET", url=url, headers=tuple(Header(n, v) for n, v in lines.items()))


def found(message):
    return [(one.kind, one.name) for one in flaws(message)]


TIME = "20260311T081500Z"
OAUTH = 'OAuth oauth_consumer_key="k", oauth_signature_method="HMAC-SHA1", oauth_signature="s%3D"'
DRAFT = 'Signature keyId="k",headers="(request-target) host date",signature="c2ln"'
FLAWS = [
    (("part", "X-Amz-Date"), made(aws())),
    (("day", "X-Amz-Date"), made(aws(scope="20260310/eu-central-1/execute-api"), X_Amz_Date=TIME)),
    (("length", "Signature"), made(aws(signature=HEX[:-3]), X_Amz_Date=TIME)),
    (("not-covered", "Host"), made(aws("x-amz-date"), X_Amz_Date=TIME)),
    (("not-sent", "x-amz-target"), made(aws("host;x-amz-date;x-amz-target"), X_Amz_Date=TIME)),
    (("part", "SignedHeaders"), made("AWS4-HMAC-SHA256 Credential=A/b, Signature=c", X_Amz_Date=TIME)),
    (("service", "Credential"), made(aws(scope="20260311/eu-central-1/lambda"), X_Amz_Date=TIME)),
    (("service", "Credential"), made(aws(scope="20260311/eu-central-1/cognito-identity"), "https://cognito-idp.eu-central-1.amazonaws.com/", X_Amz_Date=TIME)),
    (("service", "Credential"), made(aws(scope="20260311/eu-central-1/codebuild"), "https://codepipeline.eu-central-1.amazonaws.com/", X_Amz_Date=TIME)),
    (("not-sent", "example-dict"), made("Bearer x", Signature="sig1=:c2ln:", Signature_Input='sig1=("@query-param";name="id" "example-dict";key="a;req")')),
    (("not-sent", "date"), made(DRAFT)),
    (("part", "Signature"), made("Bearer x", Signature_Input='sig1=("@method");created=1')),
    (("not-sent", "content-digest"), made("Bearer x", Signature="sig1=:c2ln:", Signature_Input='sig1=("@path" "content-digest")')),
    (("part", "oauth_timestamp"), made(OAUTH)),
    (("part", "nonce"), made('Hawk id="a", ts="1773216900", mac="c2ln"')),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "message"), FLAWS)
def test_what_does_not_fit_is_named(flaw, message):
    assert found(message)[0] == flaw


WHOLE = [
    made(aws(), X_Amz_Date=TIME),
    made(aws("host;user-agent;x-amz-date"), X_Amz_Date=TIME),  # recordings leave it out
    made(aws("date;host"), Date="Wed, 11 Mar 2026 08:15:00 GMT"),
    made(aws(scope="20260311/eu-central-1/s3"), "https://box.s3.eu-central-1.amazonaws.com/a", X_Amz_Date=TIME),
    made(aws(scope="20260311/eu-central-1/iotdevicegateway"), "https://a1-ats.iot.eu-central-1.amazonaws.com/mqtt", X_Amz_Date=TIME),
    made(aws(scope="20260311/eu-central-1/acme"), "https://api.acme.test/a", X_Amz_Date=TIME),
    made(DRAFT, Date="Wed, 11 Mar 2026 08:15:00 GMT"),
    made("Bearer x", Signature="sig1=:c2ln:", Signature_Input='sig1=("@method" "date";req)'),
    *(made("Bearer x", Date="now", Example_Dict="a=1", Signature="sig1=:c2ln:", Signature_Input=f"sig1=({one})") for one in (
        '"@method" "@query-param";name="id"',
        '"example-dict";key="member" "date";sf',
        '"content-type";sf;req "date"',
        '"x-made-up";tr;bs "date"',
        '"@query-param";name="a(b)" "date"',
        '"example-dict";key="a;req" "date"',
    )),
    *(made(aws(scope=f"20260311/eu-central-1/{service}"), f"https://{host}.eu-central-1.amazonaws.com/", X_Amz_Date=TIME)
      for service, host in (("codecommit", "git-codecommit"), ("states", "sync-states"), ("iotdata", "a1-ats.iot"),
                            ("neptune-db", "a.cluster-b.neptune"), ("logs", "stream-logs"), ("omics", "control-storage-omics"))),
    made(OAUTH + ', oauth_nonce="n", oauth_timestamp="1773216900"'),
    made('OAuth oauth_consumer_key="k", oauth_signature_method="PLAINTEXT", oauth_signature="s"'),
    made('Hawk id="a", ts="1773216900", nonce="j4", mac="c2ln"'),
    made("Bearer abc"),
]  # fmt: skip


@pytest.mark.parametrize("message", WHOLE)
def test_a_whole_signature_is_left_alone(message):
    assert found(message) == []
