"""The measures of theory in plain words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.theory.real import Real

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Measure:
    """A measure as people read it: its name, what it means, and how its values are written."""

    name: str
    text: str
    meaning: str
    form: str = "share"

    def written(self, value: float) -> str:
        """A value of it."""
        if self.form == "share":
            return f"{100 * value:.0f} %"
        if self.form == "yes":
            return translate("Theory", "yes") if value else translate("Theory", "no")
        return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"

    def usual(self, real: Real) -> str:
        """What four fifths of real pieces have; of a yes or no, how many say yes."""
        if self.form == "yes":
            return translate("Theory", "yes in %1 %").replace("%1", f"{100 * real.mean:.0f}")
        return f"{self.written(real.low).removesuffix(' %')} – {self.written(real.high)}"


def measures() -> tuple[Measure, ...]:
    """All of them, in the order in which they are shown."""
    return (*_tones(), *_form(), *_rhythm(), *_lines())


def _tones() -> tuple[Measure, ...]:
    return (
        Measure("out_of_key", translate("Theory", "Outside the key"),
                translate("Theory", "Notes that the key's scale does not hold")),
        Measure("starts_on_tonic", translate("Theory", "Begins on the tonic"),
                translate("Theory", "Whether the first note is the key's own"), "yes"),
        Measure("pitch_classes_per_bar", translate("Theory", "Tones in a bar"),
                translate("Theory", "How many different pitch classes sound in a bar"), "number"),
        Measure("pitch_class_entropy", translate("Theory", "Variety of tones"),
                translate("Theory", "The entropy of the pitch classes, in bits: 0 is one tone alone"
                          ", 3.6 all twelve alike"), "number"),
        Measure("tonal_distance", translate("Theory", "Distance to other tracks"),
                translate("Theory", "How far the tones lie from those of the other tracks, beat by"
                          " beat, in tonal space"), "number"),
    )  # fmt: skip


def _form() -> tuple[Measure, ...]:
    return (
        Measure("repeated_motif", translate("Theory", "In a motif"),
                translate("Theory", "Notes in a run of four that is heard again, at any pitch")),
        Measure("excessive_repeats", translate("Theory", "Hammered"),
                translate("Theory", "Notes that repeat a pitch heard four times in a row")),
        Measure("unique_highest", translate("Theory", "One highest note"),
                translate("Theory", "Whether the highest pitch is heard once only"), "yes"),
        Measure("unique_lowest", translate("Theory", "One lowest note"),
                translate("Theory", "Whether the lowest pitch is heard once only"), "yes"),
    )  # fmt: skip


def _rhythm() -> tuple[Measure, ...]:
    return (
        Measure("groove_similarity", translate("Theory", "Rhythm alike"),
                translate("Theory", "How alike the rhythms of the bars are")),
        Measure("drum_pattern", translate("Theory", "On the beat grid"),
                translate("Theory", "Strokes on eighths and sixteenths, and not between")),
        Measure("notes_per_bar", translate("Theory", "Notes a bar"),
                translate("Theory", "Notes for each bar"), "number"),
        Measure("empty_bars", translate("Theory", "Empty bars"),
                translate("Theory", "Bars in which nothing sounds")),
        Measure("qualified_notes", translate("Theory", "Long enough"),
                translate("Theory", "Notes that are at least a 32nd long")),
    )  # fmt: skip


def _lines() -> tuple[Measure, ...]:
    return (
        Measure("mean_interval", translate("Theory", "Size of steps"),
                translate("Theory", "The mean interval from note to note, in semitones"), "number"),
        Measure("leaps_resolved", translate("Theory", "Leaps resolved"),
                translate("Theory", "Leaps of a tritone or more that a smaller step answers in the"
                          " other direction")),
        *(Measure(f"autocorrelation_{lag}",
                  translate("Theory", "Pull of the pitch %1 before").replace("%1", str(lag)),
                  translate("Theory", "How much a pitch tells of the one so many notes later:"
                            " 1 all, 0 nothing, -1 it turns round"), "number")
          for lag in (1, 2, 3)),
    )  # fmt: skip
