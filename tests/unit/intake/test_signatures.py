"""Settings of what signs, as each program's files name them."""

import pytest

from inspector.intake.collections import credentials
from inspector.intake.collections.taking import Taking
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.oauth1 import OAuth1

AWS = {
    "postman": (
        "awsv4",
        {
            "accessKey": "AK",
            "secretKey": "sk",
            "region": "eu-west-1",
            "service": "sqs",
            "sessionToken": "st",
            "addAuthDataToQuery": True,
        },
    ),
    "insomnia": (
        "iam",
        {
            "accessKeyId": "AK",
            "secretAccessKey": "sk",
            "region": "eu-west-1",
            "service": "sqs",
            "sessionToken": "st",
        },
    ),
    "hoppscotch": (
        "aws-signature",
        {
            "accessKey": "AK",
            "secretKey": "sk",
            "region": "eu-west-1",
            "serviceName": "sqs",
            "serviceToken": "st",
            "addTo": "QUERY_PARAMS",
        },
    ),
    "yaak": (
        "auth-aws-sig-v4",
        {
            "accessKeyId": "AK",
            "secretAccessKey": "sk",
            "region": "eu-west-1",
            "service": "sqs",
            "sessionToken": "st",
        },
    ),
}


@pytest.mark.parametrize("program", AWS)
def test_keys_of_aws(program):
    taking, (kind, settings) = Taking(), AWS[program]
    made = credentials.other(taking, kind, settings)
    assert isinstance(made, AwsSignature)
    assert (made.key_id, made.region, made.service) == ("AK", "eu-west-1", "sqs")
    assert made.place == ("query" if program in {"postman", "hoppscotch"} else "header")
    values = taking.pocket.secrets
    assert (values[made.secret], values[made.session.token]) == ("sk", "st")
    assert not taking.losses


def test_a_profile_of_bruno():
    made = credentials.other(Taking(), "awsv4", {"profileName": "work", "accessKeyId": ""})
    assert (made.source, made.profile) == ("profile", "work")


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"addParamsToHeader": True}, "header"),
        ({"addParamsToHeader": False}, "query"),
        ({"placement": "query"}, "query"),
        ({"placement": "body"}, "body"),
    ],
)
def test_oauth_1_with_its_fixed_nonce_and_time(settings, place):
    taking = Taking()
    said = {
        "consumerKey": "c",
        "consumerSecret": "cs",
        "token": "t",
        "tokenSecret": "ts",
        "signatureMethod": "HMAC-SHA256",
        "nonce": "n",
        "timestamp": "1700000000",
        "realm": "r",
        "includeBodyHash": True,
        **settings,
    }
    made = credentials.other(taking, "oauth1", said)
    assert isinstance(made, OAuth1)
    assert (made.consumer_key, made.method, made.place) == ("c", "HMAC-SHA256", place)
    assert (made.given.nonce, made.given.timestamp, made.given.realm) == ("n", "1700000000", "r")
    values = taking.pocket.secrets
    held = (made.secret, made.owner.token, made.owner.secret)
    assert [values[ref] for ref in held] == ["cs", "t", "ts"]
    assert made.body_hash


def test_a_method_that_is_unknown_is_told_and_variables_stay():
    taking = Taking()
    said = {"consumerKey": "{{c}}", "consumerSecret": "{{cs}}", "signatureMethod": "HMAC-MD5"}
    made = credentials.other(taking, "oauth1", said)
    assert (made.consumer_key, made.secret.place, made.secret.name) == ("{{c}}", "text", "{{cs}}")
    assert made.method == "HMAC-SHA1"
    assert any("HMAC-MD5" in loss.what for loss in taking.losses)


def test_hawk():
    taking = Taking()
    said = {
        "authId": "i",
        "authKey": "k",
        "algorithm": "sha1",
        "extraData": "e",
        "app": "a",
        "delegation": "d",
        "includePayloadHash": "true",
    }
    made = credentials.other(taking, "hawk", said)
    assert isinstance(made, Hawk)
    assert (made.key_id, made.algorithm, made.ext, made.app, made.dlg) == (
        "i",
        "sha1",
        "e",
        "a",
        "d",
    )
    assert made.payload
    assert taking.pocket.secrets[made.key] == "k"


@pytest.mark.parametrize("name", ["edgegrid", "akamai-edgegrid", "akamai-eg"])
def test_edgegrid(name):
    taking = Taking()
    said = {
        "clientToken": "c",
        "clientSecret": "s",
        "accessToken": "a",
        "headersToSign": "X-A, X-B",
        "maxBodySize": "2048",
        "nonce": "n",
    }
    made = credentials.other(taking, name, said)
    assert isinstance(made, EdgeGrid)
    assert (made.client_token, made.access_token) == ("c", "a")
    assert (made.signed_headers, made.max_body) == ("X-A X-B", 2048)
    assert taking.pocket.secrets[made.secret] == "s"
