"""The matrices of the models of tables, as Markdown for their pages.

python -m models.evaluation.matrices
"""

from pathlib import Path

from engine.runtime.library import Library
from engine.runtime.matrices import Matrix, matrices


def markdown(matrix: Matrix) -> str:
    """A matrix as a table, in hundredths; what is less than one of them is left empty."""
    lines = [
        f"| {matrix.name}: after | {' | '.join(matrix.columns)} |",
        "|---" * (len(matrix.columns) + 1) + "|",
    ]
    for name, chances in zip(matrix.rows, matrix.chances, strict=True):
        cells = [f"{100 * chance:.0f}" if chance >= 0.01 else "" for chance in chances]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    for model in ("markov", "markov-chords"):
        for each in matrices(Library(Path("models")).load(model, "cpu")):
            print(markdown(each) + "\n")
