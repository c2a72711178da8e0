"""Which service and region a host names: AWS's own hosts of every form, and S3's likes."""

import pytest

from inspector.protocol.signatures.aws_hosts import place_of, wants_every_region

HOSTS = """
bucket.s3.amazonaws.com s3 us-east-1
bucket.s3-us-west-2.amazonaws.com s3 us-west-2
my.bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1
s3.dualstack.eu-west-1.amazonaws.com s3 eu-west-1
s3-fips.us-gov-west-1.amazonaws.com s3 us-gov-west-1
a1b2.execute-api.eu-central-1.amazonaws.com execute-api eu-central-1
xyz.lambda-url.eu-west-1.on.aws lambda eu-west-1
search-shop-abc.eu-west-1.es.amazonaws.com es eu-west-1
abc.us-east-1.aoss.amazonaws.com aoss us-east-1
eu-west-1.queue.amazonaws.com sqs eu-west-1
a1-ats.iot.eu-west-1.amazonaws.com iotdata eu-west-1
iot.eu-west-1.amazonaws.com iot eu-west-1
123.ddb.us-east-1.amazonaws.com dynamodb us-east-1
bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com s3 us-east-1
bedrock-runtime.eu-west-3.amazonaws.com bedrock eu-west-3
email.eu-west-1.amazonaws.com ses eu-west-1
runtime.sagemaker.ap-southeast-2.amazonaws.com sagemaker ap-southeast-2
iam.amazonaws.com iam us-east-1
iam.us-gov.amazonaws.com iam us-gov-west-1
ec2.cn-north-1.amazonaws.com.cn ec2 cn-north-1
voice-chime.us-east-1.amazonaws.com chime us-east-1
metering.marketplace.us-east-1.amazonaws.com aws-marketplace us-east-1
0a.r2.cloudflarestorage.com s3 auto
shop.nyc3.digitaloceanspaces.com s3 nyc3
s3.us-west-004.backblazeb2.com s3 us-west-004
s3.wasabisys.com s3 us-east-1
bucket.s3.fr-par.scw.cloud s3 fr-par
"""


@pytest.mark.parametrize("line", HOSTS.split("\n")[1:-1])
def test_a_host_names_its_place(line):
    host, service, region = line.split()
    assert place_of(host) == place_of(f"{host.upper()}.") == (service, region)


@pytest.mark.parametrize(
    "host", ["", "localhost", "127.0.0.1", "api.example.com", "evilamazonaws.com"]
)
def test_others_name_none(host):
    assert place_of(host) == ("", "")


def test_hosts_of_every_region_are_known():
    assert wants_every_region("m1.accesspoint.s3-global.amazonaws.com")
    assert not wants_every_region("bucket.s3.amazonaws.com")
