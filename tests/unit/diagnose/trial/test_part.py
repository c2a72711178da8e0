"""What every experiment shares where it says nothing else."""

from inspector.diagnose.trial.part import experiment

CORS = """
> OPTIONS https://api.test/orders
< 204 No Content
---
> POST https://api.test/orders
> Authorization: Bearer abc
< 401 No
"""


def test_it_repeats_the_users_method(ground):
    post = ground("> POST https://api.test/orders\n> Authorization: Bearer abc\n< 401 No")
    assert experiment("garbage-credentials").methods(post) == ("POST",)
    assert experiment("issuer-keys").methods(post) == ("GET",)
    assert experiment("preflight").methods(post) == ("OPTIONS",)
