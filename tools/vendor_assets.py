"""Fetch the style sheets and the accessibility checker that are kept in the tree, each with its licence.

Run `python tools/vendor_assets.py` after changing a version in `tools/package.json`; with `--check` it changes nothing
and tells whether the kept files are those of the lock. It needs npm and the network; the product does not.
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
KEPT = {
    "bootstrap/dist/css/bootstrap-reboot.min.css": "static/vendor/bootstrap/bootstrap-reboot.min.css",
    # The style sheet names its map, and what collects static files wants every file that is named.
    "bootstrap/dist/css/bootstrap-reboot.min.css.map": "static/vendor/bootstrap/bootstrap-reboot.min.css.map",
    "bootstrap/LICENSE": "static/vendor/bootstrap/LICENSE",
    "axe-core/axe.min.js": "tests/browser/vendor/axe.min.js",
    "axe-core/LICENSE": "tests/browser/vendor/LICENSE",
    "axe-core/LICENSE-3RD-PARTY.txt": "tests/browser/vendor/LICENSE-3RD-PARTY.txt",
}


def install(scratch: Path) -> Path:
    """Install exactly what the lock says, checked against its digests, without running anything of it."""
    for name in ("package.json", "package-lock.json"):
        if (TOOLS / name).exists():
            shutil.copyfile(TOOLS / name, scratch / name)
    command = "ci" if (scratch / "package-lock.json").exists() else "install"
    subprocess.run(["npm", command, "--ignore-scripts", "--omit=peer", "--silent"], cwd=scratch, check=True)
    return scratch / "node_modules"


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        modules = install(scratch)
        for source, kept in KEPT.items():
            target = ROOT / kept
            if target.exists() and filecmp.cmp(modules / source, target, shallow=False):
                continue
            stale += 1
            print(f"{kept} {'is not the locked one' if check else 'written'}")
            if not check:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(modules / source, target)
        if not check:
            shutil.copyfile(scratch / "package-lock.json", TOOLS / "package-lock.json")
    return int(check and stale > 0)


if __name__ == "__main__":
    raise SystemExit(main())
