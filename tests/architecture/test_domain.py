"""What no linter holds of the code below the command line: it does not act on its own."""

import ast
import tomllib

from paths import CHECKOUT, PACKAGE

CONTRACTS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
MODULES = {
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MAY_SPEAK = ("coprod_cli.__main__", "coprod_cli.cli", "coprod_cli.interview.askers")
"""The command line and the askers: what a person sees, and is asked, comes from them only."""
SPEAKING = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "os.abort"}
READING = {"open", "io.open", "date.today", "datetime.now", "datetime.today", "datetime.utcnow"}
EVALUATING = {"eval", "exec", "compile", "__import__"}


def is_pure(module: str) -> bool:
    """Return True for a module that the contract on pure modules names."""
    (names,) = (
        contract["source_modules"]
        for contract in CONTRACTS["tool"]["importlinter"]["contracts"]
        if contract["name"].startswith("The pure modules")
    )
    packages = tuple(name.removesuffix("**") for name in names if name.endswith(".**"))
    return module in names or module.startswith(packages)


def calls(module: str) -> set[str]:
    """Return the names that a module calls, as they are written."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def raises(module: str) -> set[str]:
    """Return what a module raises, as it is written."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    return {ast.unparse(node.exc) for node in ast.walk(tree)
            if isinstance(node, ast.Raise) and node.exc}  # fmt: skip


def below_the_command_line() -> list[str]:
    return [module for module in MODULES if not module.startswith(MAY_SPEAK)]


def test_the_domain_never_prints_asks_or_exits():
    domain = below_the_command_line()

    assert {"coprod_cli.operations.export", "coprod_cli.notebook.notebook"} <= set(domain)
    for module in domain:
        assert not calls(module) & SPEAKING, module
        assert not [error for error in raises(module) if "Exit" in error], module


def test_the_pure_modules_open_nothing_and_ask_for_no_time():
    pure = [module for module in MODULES if is_pure(module)]

    assert {"coprod_cli.model.case", "coprod_cli.interview.engine"} <= set(pure)
    for module in pure:
        assert not calls(module) & READING, module


def test_no_module_evaluates_text():
    for module in MODULES:
        assert not calls(module) & EVALUATING, module
