"""Private keys that RFC 7515 and RFC 8037 print sign what these documents print."""

import json
from base64 import urlsafe_b64decode

import pytest
from jwt import get_algorithm_by_name

from inspector.annotate.tokens.signatures import check
from inspector.protocol.tokens.signing import signed_with
from inspector.protocol.tokens.signing_key import usable
from tests.standards.test_jose_vectors import FOLDER

VECTORS = {one["source"]: one for one in json.loads((FOLDER / "signed.json").read_text("utf-8"))}
# The private halves; the public ones stand in the vectors.
PRIVATE = {
    "RFC 7515 A.1": {},
    "RFC 7515 A.3": {"d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"},
    "RFC 8037 A.4, compact": {"d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"},
}
ALGORITHMS = {
    "RFC 7515 A.1": "HS256",
    "RFC 7515 A.3": "ES256",
    "RFC 8037 A.4, compact": "EdDSA",
}
SAME_EACH_TIME = ("RFC 7515 A.1", "RFC 8037 A.4, compact")


def _key(source):
    return json.dumps({**VECTORS[source]["key"], **PRIVATE[source]})


@pytest.mark.parametrize("source", SAME_EACH_TIME)
def test_the_signature_is_the_printed_one(source):
    algorithm = ALGORITHMS[source]
    content, _, signature = VECTORS[source]["token"].rpartition(".")
    key = usable(algorithm, _key(source))
    method = get_algorithm_by_name(algorithm)
    made = method.sign(content.encode(), method.prepare_key(key))
    assert made == urlsafe_b64decode(signature + "=" * (-len(signature) % 4))


@pytest.mark.parametrize("source", PRIVATE)
def test_the_printed_public_key_verifies_what_is_signed(source):
    algorithm = ALGORITHMS[source]
    token = signed_with({"alg": algorithm}, {"iss": "joe"}, usable(algorithm, _key(source)))
    assert check(token, json.dumps(VECTORS[source]["key"])).state == "valid"
