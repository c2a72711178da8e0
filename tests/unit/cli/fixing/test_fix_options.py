"""What `send --fix` may be given; a secret is never on the command line itself."""

import argparse
import io

import pytest

from inspector.cli.fixing.order import add_arguments, order_of
from inspector.cli.inputs import NotReadable


def order(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return order_of(parser.parse_args(arguments))


def test_without_it_nothing_is_fixed():
    assert order() is None
    assert order("--fix").id == ""
    assert order("--fix", "fetch-token").id == "fetch-token"


def test_hosts_and_variables():
    made = order("--fix", "--allow-host", "A.test:1", "--set", "x=1=2", "--user", "ada")
    assert made.hosts == {"a.test:1"}
    assert made.given.variables == {"x": "1=2"}
    assert made.given.user == "ada"


def test_where_a_secret_comes_from(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_text("of a file\n")
    monkeypatch.setenv("MINE", "of the environment")
    monkeypatch.setattr("sys.stdin", io.StringIO("typed\nmore\n"))
    assert order("--fix", "--secret", f"file:{file}").given.secret.reveal() == "of a file"
    assert order("--fix", "--secret", "env:MINE").given.secret.reveal() == "of the environment"
    assert order("--fix", "--secret", "-").given.secret.reveal() == "typed"
    assert not order("--fix").given.secret


@pytest.mark.parametrize(
    "where", ["hunter2", "hunter2:x", "env:NOT_THERE", "file:/not/there", "env:"]
)
def test_what_can_not_be_read_is_not_repeated(where):
    with pytest.raises(NotReadable) as caught:
        order("--fix", "--secret", where)
    assert "hunter2" not in repr(caught.value.problem)


def test_what_else_is_entered(tmp_path):
    file = tmp_path / "mine.pem"
    file.write_text("PEM")
    given = ["--address", "https://a.test/", "--certificate", str(file), "--scope", "orders:read"]
    made = order("--fix", *given, "--enter", "headers.X-App=shop").given.fields
    assert made["url"] == "https://a.test/"
    assert made["options.client_certificate"] == str(file)
    assert made["token-request.scope"] == made["body.scope"] == "orders:read"
    assert made["headers.X-App"] == "shop"
    assert order("--fix", "--saved", "List all").saved == "List all"


def test_a_file_that_is_not_there():
    with pytest.raises(NotReadable) as caught:
        order("--fix", "--authority", "/not/there.pem")
    assert caught.value.problem.where == "--authority"
