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


def _commands() -> list[tuple[str, list[str]]]:
    """Return what may bring a browser, best first, as far as this machine can run it: a name and a command each."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    as_root = [] if is_root else ["sudo", "-n"]
    found = []
    if is_root or shutil.which("sudo"):
        if shutil.which("apt-get"):
            found.append(("apt-get", [*as_root, "apt-get", "update", "-qq"]))
            found.append(("apt-get", [*as_root, "apt-get", "install", "-y", "-qq", "chromium"]))
        elif shutil.which("dnf"):
            found.append(("dnf", [*as_root, "dnf", "install", "-y", "-q", "chromium"]))
        elif shutil.which("apk"):
            found.append(("apk", [*as_root, "apk", "add", "--quiet", "chromium"]))
    if shutil.which("brew"):
        found.append(("brew", ["brew", "install", "--quiet", "--cask", "chromium"]))
    found.append(("playwright's own", [sys.executable, "-m", "playwright", "install", "chromium"]))
    return found


def main() -> int:
    """Make sure that there is a browser; return 0 and say which, or 1 and say how to get one."""
    if path := installed():
        print(f"Browser for the tests: {path} (installed already)")
        return 0
    for name, command in _commands():
        print(f"No Chromium or Chrome found; trying: {' '.join(command)}", flush=True)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if path := installed():
            print(f"Browser for the tests: {path} (from {name})")
            return 0
    print("The tests need a browser: install Chromium or Google Chrome, then run make test again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
