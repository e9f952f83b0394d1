"""What can be wrong with a model on this machine."""

from engine.errors import AriettaError

REPAIR = "install Arietta again, or copy the model's folder again from where it came"
"""What a person can do about a model that is not whole."""


class ModelError(AriettaError):
    """A model or its card cannot be used; the text names the file and says what to do."""
