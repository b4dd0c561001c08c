"""Run coprod's commands, and check how they end."""

import json
from concurrent.futures import ThreadPoolExecutor
from subprocess import DEVNULL, PIPE, Popen

from made_up import clean_environment, coprod, start_of_coprod


def done(*arguments, code=0, **rest):
    """Run a command that ends with an exit code, and return its result."""
    result = coprod(*arguments, **rest)
    assert result.exit_code == code, result.output
    return result


def lines(*arguments, **rest):
    """Run a command that succeeds, and return the lines of its standard output."""
    return done(*arguments, **rest).stdout.splitlines()


def data(*arguments, **rest):
    """Run a command that succeeds, and return the JSON that it prints."""
    return json.loads(done(*arguments, **rest).stdout)


def printed(*arguments, **rest):
    """Run a command that succeeds, and return its standard output and its standard error."""
    result = done(*arguments, **rest)
    return result.stdout, result.stderr


def refused(code, *arguments):
    """Run a command that fails with an exit code, and return its one error line."""
    result = coprod(*arguments)
    assert result.exit_code == code, result.stderr
    assert result.stdout == ""
    assert result.stderr.startswith("coprod: ")
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("coprod: ").removesuffix("\n")


def run_at_once(commands, folder, **environment):
    """Run commands as processes at the same time.

    Returns the exit code, the standard output and the standard error of each.
    """
    variables = clean_environment(folder, **environment)
    processes = []
    try:
        for words in commands:
            command, become = start_of_coprod(words, variables)
            processes.append(
                Popen(
                    command, preexec_fn=become, cwd=folder, env=variables,
                    stdin=DEVNULL, stdout=PIPE, stderr=PIPE, text=True,
                )
            )  # fmt: skip
        with ThreadPoolExecutor(len(processes)) as readers:
            outputs = list(readers.map(lambda each: each.communicate(timeout=120), processes))
        return [
            (process.returncode, *output)
            for process, output in zip(processes, outputs, strict=True)
        ]
    finally:
        for process in processes:
            process.kill()
