"""The commands behind make: ``python -m deconfliction check|format|execute|build|book|serve``."""

import argparse
import functools
import http.server
import sys

from deconfliction import build


def _check() -> None:
    from deconfliction.checks import check  # noqa: PLC0415 -- slow to import, and not every command needs it
    from deconfliction.dataset import load  # noqa: PLC0415
    from deconfliction.schema import tables  # noqa: PLC0415

    problems = check()
    if problems:
        print(*problems, sep="\n")
        raise RuntimeError(f"{len(problems)} problems in the dataset")
    data = load()
    print(
        "The dataset is sound: " + ", ".join(f"{len(data[name])} {name.replace('_', ' ')}" for name in tables()) + "."
    )


def _format() -> None:
    from deconfliction.checks import format_tables  # noqa: PLC0415

    changed = format_tables()
    print("Rewritten: " + ", ".join(changed) if changed else "All tables are in canonical form.")


def _execute() -> None:
    from deconfliction.execute import run_stale  # noqa: PLC0415

    run_stale()


def _book() -> None:
    if build.is_current():
        build.build()
        return
    _check()
    _execute()
    build.build()


def _serve() -> None:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(build.ROOT / "_build" / "html"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 8000), handler) as server:
        print("The book is at http://127.0.0.1:8000/ (Ctrl+C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


_COMMANDS = {
    "check": _check,
    "format": _format,
    "execute": _execute,
    "build": build.build,
    "book": _book,
    "serve": _serve,
}


def main() -> int:
    """Run one command; return 0, or 1 after saying what went wrong."""
    parser = argparse.ArgumentParser(prog="deconfliction", description=__doc__)
    parser.add_argument("command", choices=_COMMANDS)
    command = parser.parse_args().command
    try:
        _COMMANDS[command]()
    except (RuntimeError, ValueError, OSError) as error:
        print(f"{command}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
