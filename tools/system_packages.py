"""Sees to it that this machine has the system packages a group of commands needs.

    python3 tools/system_packages.py {pdf,test,shots,long}

It looks whether the libraries and programs themselves are there, not which packages are. What is missing is installed
with the system's package manager where that needs no password (as root, or by sudo without one); otherwise it says
exactly what to type and ends with status 1. Nothing but the standard library is needed.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

INSTALL = {
    "apt-get": ("apt-get", "install", "-y", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y"),
    "zypper": ("zypper", "--non-interactive", "install"),
    "pacman": ("pacman", "-S", "--noconfirm", "--needed"),
    "apk": ("apk", "add"),
    "brew": ("brew", "install"),
}
"""By package manager: how packages are installed. The first that is found is this machine's."""


@dataclass(frozen=True)
class Need:
    """Something a command cannot do without."""

    what: str
    is_there: Callable[[], bool]
    packages: dict[str, str]


def loads(*libraries: str) -> Callable[[], bool]:
    """Return how to see whether a program can load these libraries; each is named as on Linux."""

    def look() -> bool:
        return all(_loads(name) for name in libraries)

    return look


def _loads(library: str) -> bool:
    stem, _, version = library.partition(".so.")
    for name in (library, f"{stem}.{version}.dylib", f"/opt/homebrew/lib/{stem}.{version}.dylib"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def on_path(*programs: str) -> Callable[[], bool]:
    """Return how to see whether one of these programs is installed."""
    return lambda: any(shutil.which(program) for program in programs)


def java_compiles() -> bool:
    """Say whether the Java that is installed can run a source file."""
    if not shutil.which("java"):
        return False
    modules = subprocess.run(["java", "--list-modules"], capture_output=True, text=True, check=False).stdout
    return "jdk.compiler@" in modules


def has_jaxb() -> bool:
    """Say whether the XML library that Java no longer brings along is where Debian puts it."""
    return all(Path(f"/usr/share/java/{jar}.jar").is_file() for jar in ("jaxb-api", "jaxb-runtime", "jaxb-core"))


PANGO = Need(
    "Pango, which WeasyPrint draws with",
    loads("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libgobject-2.0.so.0", "libfontconfig.so.1"),
    {
        "apt-get": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "zypper": "libpango-1_0-0",
        "pacman": "pango",
        "apk": "pango",
        "brew": "pango",
    },
)
HARFBUZZ = Need(
    "HarfBuzz's subsetter, which keeps embedded fonts small",
    loads("libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
    {
        "apt-get": "libharfbuzz-subset0",
        "dnf": "harfbuzz",
        "zypper": "libharfbuzz-subset0",
        "pacman": "harfbuzz",
        "apk": "harfbuzz-subset",
        "brew": "harfbuzz",
    },
)
POPPLER = Need(
    "pdftotext, by which the tests read notices",
    on_path("pdftotext"),
    {
        "apt-get": "poppler-utils",
        "dnf": "poppler-utils",
        "zypper": "poppler-tools",
        "pacman": "poppler",
        "apk": "poppler-utils",
        "brew": "poppler",
    },
)
PS = Need(
    "ps, by which the tests see that no process is left",
    on_path("ps"),
    {
        "apt-get": "procps",
        "dnf": "procps-ng",
        "zypper": "procps",
        "pacman": "procps-ng",
        "apk": "procps-ng",
    },
)
DOVECOT = Need(
    "Dovecot, the mail server that the tests fetch from",
    lambda: shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") is not None,
    {
        "apt-get": "dovecot-imapd",
        "dnf": "dovecot",
        "zypper": "dovecot",
        "pacman": "dovecot",
        "apk": "dovecot",
        "brew": "dovecot",
    },
)
OPENSSL = Need(
    "openssl, by which the tests make the certificate of a mail server",
    on_path("openssl"),
    {
        "apt-get": "openssl",
        "dnf": "openssl",
        "zypper": "openssl",
        "pacman": "openssl",
        "apk": "openssl",
        "brew": "openssl",
    },
)
DRIVER = Need(
    "the two libraries that Playwright's driver is linked with",
    lambda: sys.platform != "linux" or loads("libatomic.so.1", "libstdc++.so.6")(),
    {
        "apt-get": "libatomic1 libstdc++6",
        "dnf": "libatomic libstdc++",
        "zypper": "libatomic1 libstdc++6",
        "pacman": "gcc-libs",
        "apk": "libatomic libstdc++",
    },
)
CHROMIUM = Need(
    "Chromium, for the tests in a real browser",
    on_path("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    {
        "apt-get": "chromium",
        "dnf": "chromium",
        "zypper": "chromium",
        "pacman": "chromium",
        "apk": "chromium",
        "brew": "--cask chromium",
    },
)
SOFTHSM = Need(
    "SoftHSM, which stands for the device that holds a signing key",
    on_path("softhsm2-util"),
    {
        "apt-get": "softhsm2",
        "dnf": "softhsm",
        "zypper": "softhsm",
        "pacman": "softhsm",
        "apk": "softhsm",
        "brew": "softhsm",
    },
)
JAVA = Need(
    "a Java development kit, for the PDF validator",
    java_compiles,
    {
        "apt-get": "default-jdk-headless",
        "dnf": "java-latest-openjdk-devel",
        "zypper": "java-21-openjdk-devel",
        "pacman": "jdk-openjdk",
        "apk": "openjdk21-jdk",
        "brew": "openjdk",
    },
)
JAXB = Need(
    "JAXB, for the PDF validator (found so far on Debian and Ubuntu alone)", has_jaxb, {"apt-get": "libjaxb-java"}
)
SYSTEMD = Need(
    "systemd-analyze, which reads the service units as the system will",
    on_path("systemd-analyze"),
    {"apt-get": "systemd", "dnf": "systemd", "zypper": "systemd", "pacman": "systemd"},
)

GROUPS = {
    "pdf": [PANGO, HARFBUZZ],
    "test": [PANGO, HARFBUZZ, POPPLER, PS, DOVECOT, OPENSSL],
    "shots": [PANGO, HARFBUZZ, POPPLER, DRIVER, CHROMIUM],
    "long": [PANGO, HARFBUZZ, POPPLER, PS, DOVECOT, OPENSSL, DRIVER, CHROMIUM, JAVA, JAXB, SOFTHSM, SYSTEMD],
}


def missing(group: str) -> list[Need]:
    """Return what of a group is not there."""
    return [need for need in GROUPS[group] if not need.is_there()]


def manager() -> str | None:
    """Return the package manager of this machine."""
    return next((name for name in INSTALL if shutil.which(name)), None)


def unasked() -> list[str] | None:
    """Return what a command begins with so that it runs as root without a password, or None where it cannot."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def packages(needs: list[Need], of: str) -> list[str]:
    """Return the packages that bring these needs, each once."""
    return list(dict.fromkeys(name for need in needs for name in need.packages.get(of, "").split()))


def install(needs: list[Need], by: str) -> None:
    """Install what brings these needs, as far as it goes; whether it is there then is looked up by the caller."""
    begins = [] if by == "brew" else unasked()
    wanted = packages(needs, by)
    if begins is None or not wanted:
        return
    print(f"Installing {' '.join(wanted)} with {by} …", flush=True)
    noninteractive, patient = [], []
    if by == "apt-get":
        noninteractive, patient = ["env", "DEBIAN_FRONTEND=noninteractive"], ["-o", "DPkg::Lock::Timeout=120"]
        subprocess.run([*begins, *noninteractive, "apt-get", "update", "-qq", *patient], check=False)
    for names in (wanted, *([name] for name in wanted)):  # one that does not exist must not keep back the others
        command = [*begins, *noninteractive, *INSTALL[by], *names, *patient]
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0 and names is wanted:
            return


def how_to(needs: list[Need], by: str | None) -> str:
    """Return what a person has to type."""
    names = packages(needs, by) if by else []
    if by is None or not names:
        return "Install it with your system's package manager; on Debian: " + " ".join(packages(needs, "apt-get")) + "."
    sudo = "" if by == "brew" or os.geteuid() == 0 else "sudo "
    return f"Type: {sudo}{' '.join(INSTALL[by])} {' '.join(names)}"


def main(group: str) -> int:
    """See to a group, and return an exit status."""
    needs = missing(group)
    if not needs:
        return 0
    by = manager()
    if by is not None:
        install(needs, by)
    still = missing(group)
    for need in still:
        print(f"This machine lacks {need.what}.", file=sys.stderr)
    if still:
        print(how_to(still, by), file=sys.stderr)
    return 1 if still else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in GROUPS:  # noqa: PLR2004 - the program and its one argument
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
