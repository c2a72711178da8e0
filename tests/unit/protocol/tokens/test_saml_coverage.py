"""What a signature covers is said without checking it: places and IDs alone."""

import pytest

from inspector.protocol.tokens.saml_coverage import coverage

HEAD = (
    '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" '
    'xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" '
    'xmlns:d="http://www.w3.org/2000/09/xmldsig#" ID="r">'
)


def signature(uri, method="rsa-sha256", more=""):
    """Return a signature that names `uri`; its value is none."""
    return (
        f'<d:Signature><d:SignedInfo><d:SignatureMethod Algorithm="x#{method}"/>'
        f'<d:Reference URI="{uri}">{more}<d:DigestMethod Algorithm="y#sha256"/></d:Reference>'
        "</d:SignedInfo></d:Signature>"
    )


def response(*parts):
    """Return a response of these parts."""
    return f"{HEAD}{''.join(parts)}</p:Response>"


def assertion(name, *parts):
    """Return an assertion of these parts."""
    return f'<a:Assertion ID="{name}">{"".join(parts)}</a:Assertion>'


def test_the_whole_response():
    found = coverage(response(signature("#r"), assertion("x")))
    (one,) = found.signatures
    assert (one.covered, one.covered_id, one.is_root, one.place) == ("Response", "r", True, ".")
    assert (one.algorithm, one.digest, one.is_weak) == ("rsa-sha256", "sha256", False)
    assert found.assertions[0].signatures == (0,)
    assert found.problems == ()


def test_one_assertion():
    found = coverage(response(assertion("x", signature("#x", "rsa-sha1"))))
    (one,) = found.signatures
    assert (one.covered, one.covered_id, one.is_root, one.is_weak) == (
        "Assertion",
        "x",
        False,
        True,
    )
    assert found.problems == ()


def test_an_empty_reference_is_the_whole_document():
    assert coverage(response(signature(""), assertion("x"))).signatures[0].is_root


def test_nothing_is_signed():
    found = coverage(response(assertion("x")))
    assert (found.signatures, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (response(assertion("x"), assertion("y", signature("#y"))), "signature wrapping"),
        (response(assertion("y", signature("#y")), assertion("x")), "No signature covers"),
        (response(assertion("x", assertion("y", signature("#y")))), "stands inside Assertion"),
        (response(signature("#q"), assertion("x")), "No signature covers"),
    ],
)
def test_what_is_read_and_not_covered(text, words):
    assert any(words in problem for problem in coverage(text).problems)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (response(assertion("x"), assertion("x", signature("#x"))), "2 elements have the ID x"),
        (response(assertion("x", signature("#q"))), "which no element has"),
        (response(assertion("x"), signature("#x")), "stands outside"),
        (
            response(
                assertion(
                    "x",
                    signature(
                        "#x", more='<d:Transforms><d:Transform Algorithm="z"/></d:Transforms>'
                    ),
                )
            ),
            "leaves parts out by the transform z",
        ),
        (
            response(assertion("x", signature("#x").replace("<d:Reference", "<d:Other"))).replace(
                "</d:Reference>", "</d:Other>"
            ),
            "names 0 elements",
        ),
    ],
)
def test_what_is_wrong_with_a_signature(text, words):
    (one,) = coverage(text).signatures
    assert any(words in problem for problem in one.problems)


def test_an_assertion_inside_its_own_signature_is_not_covered():
    """The enveloped transform takes the signature out, with all that was put into it."""
    inner = signature("#r").replace("</d:Signature>", f"<d:Object>{assertion('y')}</d:Object>"
                                    "</d:Signature>")  # fmt: skip
    found = coverage(response(inner, assertion("x")))
    assert [one.signatures for one in found.assertions] == [(), (0,)]
    assert any("stands inside Object" in problem for problem in found.problems)


@pytest.mark.parametrize("text", ["", "x", "<a/>", HEAD])
def test_what_is_no_saml(text):
    assert coverage(text).assertions == ()


def test_many_are_cut():
    found = coverage(response(*(assertion(str(n), signature(f"#{n}")) for n in range(50))))
    assert (len(found.signatures), len(found.assertions)) == (20, 20)
