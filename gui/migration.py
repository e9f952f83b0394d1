"""Brings settings that an older version wrote up to date, one step for each version."""

import json

from PySide6.QtCore import QSettings

VERSION = 1
"""Of the settings' layout. It grows when a name or what stands under it changes."""

NUMBER = "settings/version"


def migrate(store: QSettings) -> None:
    """Change what is older; leave alone what is of this version or of a newer one."""
    found = _number(store)
    for step in STEPS[found:]:
        step(store)
    if found < VERSION:
        store.setValue(NUMBER, VERSION)


def _number(store: QSettings) -> int:
    """The version that wrote the settings; 0 where it wrote no number."""
    try:
        return max(0, int(str(store.value(NUMBER, 0))))
    except ValueError:
        return 0


def _one_form_becomes_many(store: QSettings) -> None:
    """The form of Continue stands among those of the other tools."""
    if store.contains("continue/form") and not store.contains("assistant/forms"):
        try:
            form = json.loads(str(store.value("continue/form")))
        except ValueError:
            form = {}
        store.setValue("assistant/forms", json.dumps({"continue": form}))
    store.remove("continue")


STEPS = (_one_form_becomes_many,)
"""The step at index n makes version n + 1 of version n."""
