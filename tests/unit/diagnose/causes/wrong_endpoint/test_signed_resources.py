"""What a signature is made for: the resource of a shared access signature, the region of AWS."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SENT = """> POST https://hub.azure-devices.test/devices/press-04/modules/vision/messages
> Authorization: SharedAccessSignature sr={resource}&sig=QW6yXIwsgf31HZZDeVxjE9g8clvL%3D&se=4102444800
< 401 Unauthorized
< Date: Fri, 18 Nov 2022 13:10:04 GMT
< Content-Type: application/json
<< {{"Message": "Unauthorized"}}"""
SIGNED = """> GET https://minio.test/backups/a.tgz
> X-Amz-Date: 20260501T120000Z
> Authorization: AWS4-HMAC-SHA256 Credential=bob/20260501/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=ab12
< 400 Bad Request
< Content-Type: application/xml
<< <Error><Code>InvalidRegion</Code><Message>Region does not match.</Message></Error>"""
HUB = "hub.azure-devices.test"


@pytest.mark.parametrize(
    ("resource", "fits"),
    [
        (f"{HUB}%2Fdevices%2Fpress-04%2Fmodule%2Fvision", False),
        ("other.azure-devices.test", False),
        (f"{HUB}%2Fdevices%2Fpress-04%2Fmodules%2Fvision", True),
        (f"https%3A%2F%2F{HUB}%2Fdevices%2Fpress-04", True),
        (HUB.upper(), True),
        ("b", True),  # of a blob, and no address
    ],
)
def test_a_resource_holds_for_all_that_begins_with_it(resource, fits):
    slugs = [one.slug for one in diagnose(attempt_of(SENT.format(resource=resource))).findings]
    assert (slugs[0] != "signed-for-another-address") is fits


def test_a_region_that_does_not_match_is_told_also_where_none_is_named():
    first = diagnose(attempt_of(SIGNED)).findings[0]
    assert (first.slug, first.certainty) == ("wrong-region", "very-likely")
    assert any("us-east-1" in one.statement for one in first.evidence)
