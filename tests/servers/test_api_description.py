"""FastAPI describes itself: what its refusals do not say is found there, and no more than that."""

import pytest

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request
from inspector.workbench.build import build
from tests.fixtures.experimenting import Lab
from tests.fixtures.framework_sites import Site
from tests.servers.proving.calls import signed

pytestmark = pytest.mark.server("httpbin")  # they share what is installed
KEY, SECRET = "dk-live-71f0c9a2e5", "depot-secret-3b60a9c7f1e2d854aa07"


@pytest.fixture(scope="module")
def depot(tmp_path_factory):
    with Site("fastapi_depot.py", tmp_path_factory.mktemp("depot"), "pw", SECRET, KEY) as site:
        yield site


@pytest.fixture
def lab():
    bench = build()
    yield Lab(bench)
    bench.close()


def after(lab, url, credential, name):
    answer = lab.send(Request(url=url, credential=credential))
    return answer.verdict.findings[0], lab.run(answer, name)


@pytest.mark.parametrize("kind", ["nothing", "token"])
def test_where_a_bare_403_reads_its_key(lab, depot, kind):
    sent = NoCredential() if kind == "nothing" else Bearer(token=lab.put(KEY))
    _, found = after(lab, f"{depot.url}/shelf/parts", sent, "api-description")
    first = found.verdict.findings[0]
    assert first.slug == "described-credential"
    assert "Shelf-Pass" in first.title
    assert first.fixes[0].id == "as-described"
    assert found.trial.requests == 1


def test_a_wrong_key_in_the_right_place_is_no_other_place(lab, depot):
    sent = ApiKey(name="Shelf-Pass", value=lab.put("dk-live-0000000000"))
    before, found = after(lab, f"{depot.url}/shelf/parts", sent, "api-description")
    assert found.trial.outcomes[0].result == "same"
    assert found.verdict.findings[0].slug == before.slug


@pytest.mark.parametrize("path", ["/parts", "/key/parts"])  # a challenge, and words about the key
def test_what_says_itself_what_it_wants_is_not_looked_up(lab, depot, path):
    sent = ApiKey(name="X-Api-Key", value=lab.put("dk-live-0000000000"))
    _, found = after(lab, f"{depot.url}{path}", sent, "api-description")
    assert found.trial.outcomes[0].result == "not-run"


@pytest.mark.parametrize(
    ("claims", "slug"),
    [
        ({"aud": "https://shop.example"}, "audience-mismatch"),
        ({"iss": "https://login.example"}, "issuer-not-trusted"),
    ],
)
def test_whose_tokens_it_takes(lab, depot, claims, slug):
    own = {"iss": f"{depot.url}/accounts", "aud": f"{depot.url}/store"}
    sent = Bearer(token=lab.put(signed(SECRET, **{**own, **claims})))
    _, found = after(lab, f"{depot.url}/store/parts", sent, "resource-metadata")
    assert found.verdict.findings[0].slug == slug


def test_a_token_signed_with_another_key_fits_all_the_same(lab, depot):
    own = {"iss": f"{depot.url}/accounts", "aud": f"{depot.url}/store"}
    sent = Bearer(token=lab.put(signed("v" * 32, **own)))
    before, found = after(lab, f"{depot.url}/store/parts", sent, "resource-metadata")
    assert found.trial.outcomes[0].result == "same"
    assert found.verdict.findings[0].slug == before.slug


# ---------------- A login provider that answers as an API describes itself (OpenID Connect)
@pytest.mark.server("oidc-provider")
def test_a_provider_that_gives_out_tokens_itself(lab, provider):
    foreign = Bearer(token=lab.put(signed("v" * 32, iss="https://login.example")))
    _, found = after(lab, provider.userinfo, foreign, "resource-metadata")
    assert found.trial.outcomes[0].result == "differs"
    assert "issuer-not-trusted" in [one.slug for one in found.verdict.findings]
    own = Bearer(token=lab.put(signed("v" * 32, iss=provider.url)))
    before, found = after(lab, provider.userinfo, own, "resource-metadata")
    assert found.trial.outcomes[0].result == "same"
    assert found.verdict.findings[0].slug == before.slug
