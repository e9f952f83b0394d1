"""Makes the locks in requirements/ from the .in files beside them: `python lock.py PATH_OF_UV`.

Every lock holds hashes, for Python 3.11 and 3.12 on every system, and no address of an index.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"

HEADER = "# Made by `make lock` from {source}: change that, not this.\n"

LEFT_OUT = ("pyaudio",)
"""Asked for by tinysoundfont, built from source only, and not used."""

CPU_TORCH = """\
torch==2.13.0+cpu \\
    --hash=sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"""
"""torch's build for the CPU (Python 3.11, Linux x86-64), for machines that have it at hand."""

CUDA_PREFIXES = ("torch==", "cuda-", "nvidia-", "triton==")
"""The registry's torch, and what it brings along on Linux."""


def resolve(uv: str, name: str) -> list[str]:
    """One entry for each pinned package: its line and its hashes."""
    with tempfile.TemporaryDirectory() as folder:
        override = Path(folder) / "override.txt"
        lines = [f"{left_out} ; python_version < '3'\n" for left_out in LEFT_OUT]
        override.write_text("".join(lines))
        command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url"]
        command += ["--no-emit-find-links", "--override", str(override), f"{name}.in"]
        done = subprocess.run(
            command, cwd=REQUIREMENTS, stdout=subprocess.PIPE, text=True, check=True
        )
    text = done.stdout.replace("\\\n", "\\\0")
    return [line.replace("\\\0", "\\\n") for line in text.splitlines() if line.strip()]


def write(name: str, source: str, entries: list[str]) -> None:
    """Writes one lock."""
    text = HEADER.format(source=source) + "\n".join(entries) + "\n"
    (REQUIREMENTS / f"{name}.txt").write_text(text)
    print(f"requirements/{name}.txt: {len(entries)} packages")


def main(uv: str) -> None:
    """Makes all locks, run.txt first: dev.txt is bound by it."""
    for name in ("run", "package", "build", "dev"):
        write(name, f"{name}.in", resolve(uv, name))
    train = resolve(uv, "train")
    cuda = [entry for entry in train if entry.startswith(CUDA_PREFIXES)]
    write("train", "train.in", [entry for entry in train if entry not in cuda])
    write("train-cuda", "train.in", cuda)
    write("train-cpu", "train.in and lock.py", [CPU_TORCH])


if __name__ == "__main__":
    main(sys.argv[1])
