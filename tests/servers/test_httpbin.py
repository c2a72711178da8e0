"""httpbin: Digest in every algorithm and qop, Basic that hides behind 404, ordinary replies."""

import pytest

pytestmark = pytest.mark.server("httpbin")


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "SHA-512"])
@pytest.mark.parametrize("qop", ["auth", "auth-int"])
def test_digest(httpbin, told, algorithm, qop):
    address = f"{httpbin.url}/digest-auth/{qop}/ada/lovelace/{algorithm}"
    assert told(f"--digest -u ada:lovelace {address}") == (200, None)
    wrong = told(f"--digest -u ada:byron {address}")
    assert wrong == (401, ("invalid-credentials", "wrong-password"))


def test_basic(httpbin, told):
    address = f"{httpbin.url}/basic-auth/ada/lovelace"
    assert told(f"-u ada:lovelace {address}") == (200, None)
    assert told(f"-u ada:byron {address}") == (401, ("invalid-credentials", "wrong-password"))
    assert told(f"-u ada:lovelace {httpbin.url}/hidden-basic-auth/ada/lovelace") == (200, None)


def test_bearer(httpbin, told):
    assert told(f"-H 'Authorization: Bearer anything' {httpbin.url}/bearer") == (200, None)
    assert told(f"{httpbin.url}/bearer") == (401, ("missing-credentials", "no-credentials-sent"))


@pytest.mark.parametrize(
    "path", ["gzip", "deflate", "brotli", "stream/3", "redirect/2", "cookies/set?a=b", "html"]
)
def test_what_is_fine_has_no_finding(httpbin, told, path):
    assert told(f"-L {httpbin.url}/{path}") == (200, None)
