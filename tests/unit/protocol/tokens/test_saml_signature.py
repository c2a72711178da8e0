"""Signatures of SAML documents: made here, by pysaml2, and wrapped in every known way.

The documents in tests/fixtures/saml were made by pysaml2 7.5.5 with a key that is not kept.
"""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.protocol.tokens import saml
from inspector.protocol.tokens.saml_signature import loaded, verify
from tests.fixtures.saml_attacks import Issuer, attack, text

FOLDER = Path(__file__).parents[3] / "fixtures" / "saml"
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


class TestMadeHere:
    @pytest.mark.parametrize("what", ["response", "assertion"])
    def test_what_is_covered(self, issuer, what):
        found = verify(text(issuer.response(what)), issuer.pem)
        assert (found.state, found.problems) == ("valid", ())
        named = {"response": "the whole Response _response", "assertion": "Assertion _good"}[what]
        assert found.covers == (f"A signature over {named} holds (rsa-sha256).",)
        assert bool(found.notes) == (what == "assertion")

    def test_packed(self, issuer):
        packed = base64.b64encode(text(issuer.response("response")).encode()).decode()
        assert verify(f"SAMLResponse={packed}&RelayState=x", issuer.pem).state == "valid"

    def test_altered(self, issuer):
        altered = text(issuer.response("response")).replace(">lena<", ">admin<")
        found = verify(altered, issuer.pem)
        assert found.state == "invalid"
        assert "was altered" in found.covers[0]

    def test_another_certificate(self, issuer):
        found = verify(text(issuer.response("response")), Issuer().pem)
        assert found.state == "invalid"
        assert "another key" in found.covers[0]

    def test_a_certificate_that_has_expired(self):
        old = Issuer(days=-1)
        found = verify(text(old.response("response")), old.pem)
        assert found.state == "valid"
        assert found.notes[0].startswith("The certificate has expired on ")

    def test_no_signature(self, issuer):
        assert verify(text(issuer.response("response")).replace("Signature", "Sign"),
                      issuer.pem).problems == ("It has no signature.",)  # fmt: skip

    @pytest.mark.parametrize("certificate", ["", "x", "ü", "-----BEGIN CERTIFICATE-----", "AAAA"])
    def test_no_certificate(self, issuer, certificate):
        found = verify(text(issuer.response("response")), certificate)
        assert (found.state, found.covers) == ("unchecked", ())

    def test_no_saml(self, issuer):
        assert verify("<a/>", issuer.pem).state == "unchecked"

    def test_bare_base64_is_a_certificate(self, issuer):
        bare = "".join(issuer.pem.splitlines()[1:-1])
        assert loaded(bare) == loaded(issuer.pem)

    def test_a_comment_in_a_name_is_no_end(self, issuer):
        """Canonical XML leaves comments out, so the signature holds with one put in."""
        document = text(issuer.response("response")).replace(">lena<", ">le<!-- -->na<")
        assert verify(document, issuer.pem).state == "valid"
        found = saml.read(document)
        assert (found.subject, found.has_comments) == ("lena", True)


class TestPysaml2:
    @pytest.mark.parametrize(("name", "count"), [("response", 1), ("assertion", 1), ("both", 2)])
    def test_it_holds(self, name, count):
        document = (FOLDER / f"pysaml2_{name}.xml").read_text()
        certificate = (FOLDER / "idp.pem").read_text()
        found = verify(document, certificate, NOW)
        assert (found.state, found.problems, len(found.covers)) == ("valid", (), count)
        assert all(" holds (rsa-sha256)." in one for one in found.covers)
        whole = [one for one in found.covers if "the whole Response" in one]
        assert len(whole) == (name != "assertion")
        read = saml.read(document)
        assert (read.issuer, read.subject) == ("https://idp.example/metadata", "lena")
        assert read.recipients == ("https://sp.example/acs",)

    def test_altered(self):
        document = (FOLDER / "pysaml2_both.xml").read_text().replace(">lena<", ">root<")
        found = verify(document, (FOLDER / "idp.pem").read_text(), NOW)
        assert (found.state, len(found.covers)) == ("invalid", 2)
        assert all("does not hold" in one for one in found.covers)


class TestWrapping:
    @pytest.mark.parametrize("number", range(1, 9))
    def test_no_wrapped_response_is_called_valid(self, issuer, number):
        found = verify(attack(issuer, number), issuer.pem)
        assert found.state == "invalid"
        assert found.problems

    @pytest.mark.parametrize("number", range(3, 7))
    def test_the_forged_one_is_named(self, issuer, number):
        document = attack(issuer, number)
        problems = verify(document, issuer.pem).problems
        assert saml.read(document).assertion_id == "_evil"
        assert any("the first one, which many readers take, is _evil" in one for one in problems)

    def test_the_signature_itself_still_holds(self, issuer):
        """Which is why it is not enough to check it."""
        found = verify(attack(issuer, 3), issuer.pem)
        assert found.covers == ("A signature over Assertion _good holds (rsa-sha256).",)
