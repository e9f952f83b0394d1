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

CPU_BUILDS = {
    "torch": ("6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b",),
}
"""SHA-256 of builds for the CPU (`+cpu`), accepted beside the registry's builds of that version."""

CUDA_PREFIXES = ("cuda-", "nvidia-", "triton")


def resolve(uv: str, name: str) -> list[str]:
    """One entry for each pinned package: its line and its hashes."""
    with tempfile.TemporaryDirectory() as folder:
        override = Path(folder) / "override.txt"
        override.write_text("".join(f"{name} ; python_version < '3'\n" for name in LEFT_OUT))
        command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url"]
        command += ["--no-emit-find-links", "--override", str(override), f"{name}.in"]
        done = subprocess.run(
            command, cwd=REQUIREMENTS, stdout=subprocess.PIPE, text=True, check=True
        )
    text = done.stdout.replace("\\\n", "\\\0")
    return [line.replace("\\\0", "\\\n") for line in text.splitlines() if line.strip()]


def with_cpu_builds(entry: str) -> str:
    """The entry, with the hashes of CPU builds that it also accepts."""
    name = entry.split("==")[0]
    extra = "".join(f" \\\n    --hash=sha256:{digest}" for digest in CPU_BUILDS.get(name, ()))
    return entry + extra


def write(name: str, source: str, entries: list[str]) -> None:
    """Writes one lock."""
    text = HEADER.format(source=source) + "\n".join(entries) + "\n"
    (REQUIREMENTS / f"{name}.txt").write_text(text)
    print(f"requirements/{name}.txt: {len(entries)} packages")


def main(uv: str) -> None:
    """Makes all locks, run.txt first: dev.txt is bound by it."""
    for name in ("run", "package", "dev"):
        write(name, f"{name}.in", resolve(uv, name))
    train = [with_cpu_builds(entry) for entry in resolve(uv, "train")]
    cuda = [entry for entry in train if entry.startswith(CUDA_PREFIXES)]
    write("train", "train.in", [entry for entry in train if entry not in cuda])
    write("train-cuda", "train.in (what torch's CUDA build needs)", cuda)


if __name__ == "__main__":
    main(sys.argv[1])
