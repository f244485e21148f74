"""Find the browser that the tests drive, or get one; run as a script before the tests, it says which was used.

Looked for in this order: an installed Chromium or Chrome, the system's package manager, playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def installed() -> str | None:
    """Return the path of an installed Chromium or Chrome, or of playwright's own, if there is one."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if Path(place).exists():
            return place
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- starts a driver; only where it is needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _commands() -> list[list[str]]:
    """Return the commands that may bring a browser, best first, as far as this machine can run them."""
    as_root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        as_root = None
    found = []
    if as_root is not None:
        if shutil.which("apt-get"):
            found += [[*as_root, "apt-get", "update", "-qq"], [*as_root, "apt-get", "install", "-y", "-qq", "chromium"]]
        elif shutil.which("dnf"):
            found.append([*as_root, "dnf", "install", "-y", "-q", "chromium"])
        elif shutil.which("apk"):
            found.append([*as_root, "apk", "add", "--quiet", "chromium"])
    if shutil.which("brew"):
        found.append(["brew", "install", "--quiet", "--cask", "chromium"])
    found.append([sys.executable, "-m", "playwright", "install", "chromium"])
    return found


def main() -> int:
    """Make sure that there is a browser; return 0 and say which, or 1 and say how to get one."""
    if path := installed():
        print(f"Browser for the tests: {path}")
        return 0
    for command in _commands():
        print(f"No Chromium or Chrome found; trying: {' '.join(command)}", flush=True)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        if path := installed():
            print(f"Browser for the tests: {path} (from {command[-2] if len(command) > 1 else command[0]})")
            return 0
    print("The tests need a browser: install Chromium or Google Chrome, then run make test again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
