"""The program among other programs: one running instance, files handed over, its icon."""
