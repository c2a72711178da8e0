"""What a refusal said to change, and the next request did, needs no explanation."""

import pytest

from inspector.story.healthy import why_healthy


def _aws(region, *, host="pier.s3.amazonaws.com", path="/", key="AKIAPIERLAMP7KX2V5N", reply):
    scope = f"{key}/20260110/{region}/s3/aws4_request"
    return (
        f"> GET https://{host}{path}\n> X-Amz-Date: 20260110T080000Z\n"
        f"> Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host;x-amz-date, "
        f"Signature={len(region + host) * 'c1'}\n{reply}"
    )


NAMED = "< 400 Bad Request\n< X-Amz-Bucket-Region: eu-north-1\n< Content-Type: application/xml\n<< <Error><Code>AuthorizationHeaderMalformed</Code></Error>"
ELSEWHERE = "< 301 Moved\n< Content-Type: application/xml\n<< <Error><Code>PermanentRedirect</Code><Endpoint>pier.s3.eu-north-1.amazonaws.com</Endpoint></Error>"
FINE = "< 200 OK\n<< <ListBucketResult/>"


def _is_healthy(story, *parts):
    read = story("\n---\n".join(parts))
    return bool(why_healthy(read, read.entries[0]))


@pytest.mark.parametrize(
    ("second", "healthy"),
    [
        ({"region": "eu-north-1"}, True),
        ({"region": "us-east-1", "path": "/?list-type=2"}, False),  # neither was told
        ({"region": "eu-north-1", "key": "AKIAOTHERLAMP7KX2V5"}, False),  # somebody else
        ({"region": "eu-north-1", "path": "/other"}, True),  # the root of a bucket is a way to it
    ],
)
def test_the_region_that_a_refusal_names(story, second, healthy):
    first = _aws("us-west-2", reply=NAMED)
    assert _is_healthy(story, first, _aws(**second, reply=FINE)) is healthy


def test_a_region_that_is_refused_as_well(story):
    refused = NAMED.replace("eu-north-1", "eu-south-1")
    assert not _is_healthy(story, _aws("us-west-2", reply=NAMED), _aws("eu-north-1", reply=refused))


def test_the_endpoint_that_a_refusal_names(story):
    first = _aws("eu-north-1", host="s3.amazonaws.com", path="/pier/", reply=ELSEWHERE)
    other = _aws("eu-north-1", host="pier.s3.eu-north-1.amazonaws.com", reply=FINE)
    assert _is_healthy(story, first, other)


LOGIN = """
> POST https://{host}/v2/login
> Content-Type: application/json
>> {{"email": "lamp@pier.test", "password": "Zinnober-4"}}
{reply}
"""
POINTS = '< 403 Forbidden\n< Content-Type: application/json\n<< {"data": {"redirect": true, "region": "nl"}}'
LET_IN = '< 200 OK\n< Content-Type: application/json\n<< {"token": "7f3c5c1b0e9d4a2288aa"}'


@pytest.mark.parametrize(
    ("host", "healthy"), [("api-nl.meter.test", True), ("api-only.meter.test", False)]
)
def test_a_login_that_goes_to_the_region_it_was_told(story, host, healthy):
    first = LOGIN.format(host="api.meter.test", reply=POINTS)
    second = LOGIN.format(host=host, reply=LET_IN)
    assert _is_healthy(story, first, second) is healthy


def _stamped(time, reply):
    return (
        f"> POST https://trade.test/orders\n> X-Trade-Key: rk51f0c2d9a7\n> X-Trade-Time: {time}\n"
        f"> X-Trade-Signature: {time[::-1]}\n{reply}"
    )


SECOND = 1700007200
DATE = "< Date: Wed, 15 Nov 2023 00:13:20 GMT"


@pytest.mark.parametrize(
    ("first", "second", "healthy"),
    [
        (SECOND - 900, SECOND + 1, True),
        (SECOND - 900, SECOND - 870, False),  # the second is as far off, and was let in
        (SECOND - 3, SECOND + 1, False),  # no time was wrong
    ],
)
def test_what_is_signed_by_the_clock_of_the_refusal(story, first, second, healthy):
    refused = _stamped(str(first), f"< 401 Unauthorized\n{DATE}")
    given = _stamped(str(second), f"< 200 OK\n{DATE}\n<< {{}}")
    assert _is_healthy(story, refused, given) is healthy
