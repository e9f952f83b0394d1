"""The music as frozen values, and the files it is kept in. Imports nothing else of Arietta's."""
