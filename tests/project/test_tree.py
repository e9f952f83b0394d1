"""House rules for what is committed: no addresses, no private paths, links that lead somewhere."""

import re
import tomllib

from tests.project.tree import ROOT, files, named, text

# Written in pieces, as this file is searched too.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb." + "debian",
    "--index" + "-url",
    "extra-index" + "-url",
]
PRIVATE = ["/" + "work/", "/" + "root/", "/" + "home/", "/Us" + "ers/"]
TOP_LEVEL = {"app.py", "gui", "engine", "models", "resources", "packaging", "tests"}
ABOUT = {"docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"}
TOOLING = {"Makefile", "pyproject.toml", "requirements", ".ci", ".github"}
TOOLING |= {".gitignore", ".gitattributes"}
LARGEST = 24 << 20


def holding(words: list[str]) -> list[str]:
    pattern = re.compile("|".join(map(re.escape, words)))
    return [named(path) for path in files() if pattern.search(text(path))]


def test_no_file_names_a_package_registry():
    assert holding(REGISTRIES) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert holding(PRIVATE) == []


def test_the_top_level_stays_as_it_is():
    top = {named(path).split("/")[0] for path in files()}
    assert top <= TOP_LEVEL | ABOUT | TOOLING


def test_no_file_is_too_large_to_clone():
    assert [named(path) for path in files() if path.stat().st_size > LARGEST] == []


def test_every_link_in_the_pages_leads_somewhere():
    dead = []
    for page in files(".md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page)):
            if "://" not in target and not (page.parent / target).exists():
                dead.append(f"{named(page)} -> {target}")
    assert dead == []


def test_the_changelog_begins_with_this_version():
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    headings = re.findall(r"^## (\S+)", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == version
