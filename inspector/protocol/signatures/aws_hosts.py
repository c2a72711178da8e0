"""Which service and region of AWS a host names, and those of others that speak S3.

Source: "AWS service endpoints" (AWS General Reference); the makers' own pages for the others.
"""

from typing import NamedTuple

from inspector.protocol.patterns import lazy_re

DEFAULT_REGION = "us-east-1"
_OWN = (
    ".amazonaws.com.cn",
    ".amazonaws.com",
    ".amazonaws.eu",
    ".api.amazonwebservices.com.cn",
    ".api.amazonwebservices.eu",
    ".api.aws",
    ".on.aws",
)
_REGION = lazy_re(r"[a-z]{2,4}(?:-[a-z]{1,12}){1,2}-\d{1,2}")
_S3_REGION = lazy_re(r"s3-(?:fips-|website-)?([a-z]{2,4}(?:-[a-z]{1,12}){1,2}-\d{1,2})")
# Labels that say how a service is reached, and nothing of its name.
_WAYS = frozenset({"dualstack", "fips", "vpce"})
# What a host calls a service, where its signature has another word: label and word, in pairs.
_NAMES = """
    account-access-runtime account-access agent-registry-control agent-registry
    appconfigdata appconfig appstream2 appstream appsync-api appsync aps-workspaces aps
    bedrock-agent bedrock bedrock-agent-runtime bedrock bedrock-agentcore-control bedrock-agentcore
    bedrock-data-automation bedrock bedrock-data-automation-runtime bedrock bedrock-runtime bedrock
    cassandra-streams cassandra catalog.marketplace aws-marketplace cloudhsmv2 cloudhsm
    cloudsearchdomain cloudsearch cloudwatch-omni cloudwatch contact-lens connect
    data-signer signer ddb dynamodb email ses entitlement.marketplace aws-marketplace
    eventsv2 events forecastquery forecast iam-toolbox iam ivsrealtime ivs
    analytics-omics omics appsync-realtime-api appsync control-storage-omics omics
    data-lakeformation lakeformation data-servicediscovery servicediscovery
    emr-serverless-services emr-serverless git-codecommit codecommit neptune neptune-db
    query-lakeformation lakeformation runtime-medical-imaging medical-imaging
    storage-omics omics stream-logs logs sync-states states tags-omics omics workflows-omics omics
    jobs.iot iot-jobs-data lambda-url lambda mail-manager ses memory-db memorydb
    metering.marketplace aws-marketplace migrationhub-config mgh models-v2-lex lex oidc sso-oauth
    participant.connect execute-api partnercentral-prm partnercentral personalize-events personalize
    personalize-runtime personalize pinpoint mobiletargeting portal.sso awsssoportal queue sqs
    runtime-v2-lex lex s3-accesspoint s3 s3-control s3 s3-external-1 s3 s3-website s3
    servicecatalog-appregistry servicecatalog sms-voice.pinpoint sms-voice
    transcribestreaming transcribe tunneling.iot IoTSecuredTunneling
"""
_WORDS = _NAMES.split()
_SIGNED_AS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
# Other words with which the same hosts take a signature: MQTT over WebSocket has one of its own.
_ALSO = {"iotdata": frozenset({"iotdevicegateway", "iot"})}
_ENDS = {"-chime": "chime", "-marketplace": "aws-marketplace"}
_GLOBAL = {"us-gov": "us-gov-west-1"}  # of services that are one for a whole partition
# Others that speak S3: the end of their hosts, and which label from the end is the region.
_S3_ALIKE = (
    (".r2.cloudflarestorage.com", "auto", 0),
    (".digitaloceanspaces.com", "", 1),
    (".backblazeb2.com", "", 1),
    (".wasabisys.com", "us-east-1", 1),
    (".linodeobjects.com", "", 1),
    (".scw.cloud", "", 1),
    (".io.cloud.ovh.net", "", 1),
    (".cloud.ovh.net", "", 1),
    (".vultrobjects.com", "", 1),
    (".idrivee2.com", "", 1),
    (".your-objectstorage.com", "", 1),
    (".fly.storage.tigris.dev", "auto", 0),
    (".exo.io", "", 1),
    (".storage.googleapis.com", "auto", 0),
    (".myqcloud.com", "", 1),
)


class AwsPlace(NamedTuple):
    """What a signature is made for; empty where the host does not say."""

    service: str = ""
    region: str = ""


def place_of(host: str) -> AwsPlace:
    """Return the service and region that a host names."""
    bare = host.strip().lower().rstrip(".")
    for end, region, label in _S3_ALIKE:
        if f".{bare}".endswith(end):
            left = f".{bare}"[: -len(end)].split(".")
            named = left[-label] if label and len(left) > label - 1 else ""
            return AwsPlace("s3", region if named in {"", "s3"} else named)
    end = next((each for each in _OWN if bare.endswith(each)), "")
    return _of_labels(bare[: -len(end)].split(".")) if end else AwsPlace()


def may_be_signed_for(service: str, named: str) -> bool:
    """Whether a signature for a service may be right at a host that names one.

    Whole words are compared: what a product calls one of its hosts often has one more.
    """
    ours, theirs = service.lower(), named.lower()
    words, others = set(ours.split("-")), set(theirs.split("-"))
    return words <= others or others <= words or ours in _ALSO.get(theirs, frozenset())


def wants_every_region(host: str) -> bool:
    """Whether a host stands for several regions, so that only SigV4A signs for it."""
    labels = host.lower().split(".")
    is_s3 = "s3-global" in labels and "accesspoint" in labels
    return is_s3 or host.lower().endswith(".endpoint.events.amazonaws.com")


def _of_labels(found: list[str]) -> AwsPlace:
    labels = [label.removesuffix("-fips") for label in found if label not in _WAYS]
    old = next((old[1] for each in labels if (old := _S3_REGION.fullmatch(each))), "")
    if old:
        return AwsPlace("s3", old)
    at = next((n for n in reversed(range(len(labels))) if _REGION.fullmatch(labels[n])), None)
    if at is None:
        region = _GLOBAL.get(labels[-1], DEFAULT_REGION)
        return AwsPlace(_service(labels[:-1] if labels[-1] in _GLOBAL else labels), region)
    beside = labels[:at] if at == len(labels) - 1 else labels[at + 1 :]
    return AwsPlace(_service(beside), labels[at])


def _service(labels: list[str]) -> str:
    """Return the word for a service, whose name is the last label; some need the one before."""
    name = labels[-1] if labels else ""
    if name == "global" or name.startswith("s3express"):
        name = labels[-2] if name == "global" and len(labels) > 1 else "s3express"
    ended = next((word for end, word in _ENDS.items() if name.endswith(end)), name)
    known = _SIGNED_AS.get(".".join(labels[-2:])) or _SIGNED_AS.get(name)
    if known is None and name == "iot" and len(labels) > 1:
        return "iotdata"  # an account's own host for data has a name before it
    return known or ended
