"""What can go wrong with an input or a machine, in words for the person in front of it."""


class AriettaError(Exception):
    """Something the user can do something about.

    Its text is one line that names the file or device, says what is wrong and what to do.
    """
