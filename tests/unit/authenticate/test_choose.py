"""The registry finds each module; an unknown credential is stopped, not sent without."""

from pathlib import Path

from inspector.authenticate import schemes
from inspector.authenticate.choose import choose, proxy_login, registry
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential


def test_each_module_is_found():
    files = Path(schemes.__file__).parent.rglob("[!_]*.py")
    assert set(registry()) == {file.stem for file in files}
    assert set(registry()) >= {"basic", "bearer", "none", "proxy_basic", "unsupported"}


def test_the_best_fit_is_chosen():
    assert choose(Basic()) is registry()["basic"]
    assert choose(NoCredential()) is registry()["none"]
    assert proxy_login() is registry()["proxy_basic"]


def test_a_kind_that_nobody_knows_is_not_sent():
    assert choose(object()) is registry()["unsupported"]
