"""How long a clip from noise takes, the models warm."""

from engine.runtime.library import Library, models_folder
from engine.tools.clips.generate import GenerateOptions, generate
from tests.bench.drums import timed
from tests.bench.goals import Figure

GOAL_MS = 20.0
LENGTHS = 2, 4, 16


def clip_figures() -> list[Figure]:
    """The medians of one clip, by kind and length."""
    library, figures = Library(models_folder()), []
    for kind in ("melody", "drums"):
        model = library.load(f"clips-{kind}", "cpu")
        for bars in LENGTHS:
            options = GenerateOptions(bars=bars, variations=1, seed=1)
            name = f"generate {kind}, {bars} bars"
            figures.append(timed(name, lambda o=options, m=model: generate(o, m), GOAL_MS))
    return figures
