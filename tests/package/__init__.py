"""`make test-package`: what was built, used in a Debian of its own."""
