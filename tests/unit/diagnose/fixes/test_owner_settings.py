"""The setting by which a server's owner mends a cause, with its version, source and proof."""

import re

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.findings import cause_of
from inspector.diagnose.fixes.owner_settings import known_settings, names_in
from inspector.diagnose.products import fingerprints

PRODUCTS = {one.name: one for one in known_settings()}
KNOWN_ELSEWHERE = {"Apache Tomcat"}


def setting_of(attempt, text):
    fixes = [fix for finding in diagnose(attempt(text)).findings[:1] for fix in finding.fixes]
    return next((fix for fix in fixes if fix.id == "owner-setting"), None)


@pytest.mark.parametrize("name", PRODUCTS)
def test_what_is_declared_fits(name):
    product = PRODUCTS[name]
    fingerprinted = {one.product for one in fingerprints.catalogue()}
    assert set(product.products) - KNOWN_ELSEWHERE <= fingerprinted
    assert product.read_in
    for setting in product.setting:
        assert all(cause_of(slug) for slug in setting.findings)
        assert re.match(r"https?://[a-z.-]+/", setting.source)
        groups = set(re.compile(setting.words).groupindex)
        assert names_in(setting.setting) | names_in(setting.where) <= groups | {"name"}


def test_nginx_and_its_underscores(attempt):
    fix = setting_of(
        attempt,
        """
        > GET https://a.test/orders?page=2
        > api_key: abcdefgh12345678
        < 401 Unauthorized
        < Server: nginx/1.26.3
        << {"message": "No API key found in request"}
        """,
    )
    assert "underscores_in_headers on;" in fix.title
    assert fix.because.startswith("Read in the documentation of nginx 1.26: https://nginx.org/")
    assert "curl -i -H 'api_key: SECRET' 'https://a.test/orders?page=2'" in fix.message
    assert "abcdefgh12345678" not in fix.message


def test_the_policy_that_lacks(attempt):
    fix = setting_of(
        attempt,
        """
        > GET https://orders.s3.eu-west-1.amazonaws.com/7
        > Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261128/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=ab
        < 403 Forbidden
        < x-amz-request-id: R1
        << {"message": "User: arn:aws:iam::1:user/ada is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::orders/7 because no identity-based policy allows it"}
        """,
    )
    assert '"Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/7"' in fix.title


def test_what_may_stand_in_front_unseen_is_named_as_a_guess(attempt):
    text = """
        > GET https://a.test/orders
        > Authorization: Basic YWRhOnB3MTIzNA==
        < 401 Unauthorized
        << {"message": "The Authorization header is missing"}
        """
    fix = setting_of(attempt, text)
    assert fix.because == ""
    assert "If nginx stands in front:" in fix.message
    assert "CGIPassAuth On" in fix.message
    assert "YWRhOnB3" not in fix.message


def test_no_product_no_setting(attempt):
    assert setting_of(attempt, "> GET https://a.test/\n> X-Api-Key: abcdefgh\n< 403 No") is None
