#!/bin/sh
# Sets up what is missing, and nothing else: `setup.sh run|test|room|train|package FOLDER [cpu|cuda]`,
# where FOLDER is the environment's. A finished step leaves a stamp in it with the hash of what it stood
# on, so a second run returns at once.
set -eu
purpose=$1
folder=$2
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/packaging/setup/system.sh"

say() { printf 'arietta: %s\n' "$*" >&2; }

# The first Python that is there and answers: a name on the PATH may be a shim that does not.
# A package is made with the system's own, where there is one: it has a library to build with.
find_python() {
    systems_own=
    if [ "$purpose" = package ]; then systems_own="/usr/bin/python3.11 /usr/bin/python3.12"; fi
    is_ours='import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))'
    for name in ${PYTHON:-} $systems_own python3.11 python3.12 python3; do
        if "$name" -c "$is_ours" 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    say "needs Python 3.11 or 3.12 and finds neither. Debian 12: apt-get install python3 python3-venv;" \
        "elsewhere name one: make $purpose PYTHON=/path/to/python3.11"
    exit 1
}

hash_of() { cat -- "$@" | sha256sum | cut -d ' ' -f 1; }
stamped() { [ "$(cat "$folder/.$1" 2>/dev/null)" = "$2" ]; }
stamp() { printf '%s\n' "$2" >"$folder/.$1"; }

base_of() { "$1" -c 'import sys; print(sys.base_prefix)' 2>/dev/null; }

make_environment() {
    base=$(base_of "$folder/bin/python") || base=
    if [ -n "$base" ] && [ "$purpose" != package ]; then return; fi
    python=$(find_python)
    if [ "$base" = "$(base_of "$python")" ]; then return; fi
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_system "python$version-venv" || exit 1
    fi
    say "makes $folder with $("$python" --version)"
    "$python" -m venv --clear "$folder"
}

# Every file is a wheel whose hash is in the lock; --no-deps, as the lock is complete.
install_lock() {
    lock=$root/requirements/$1.txt
    if stamped "$1" "$(hash_of "$lock")"; then return; fi
    say "installs requirements/$1.txt into $folder"
    "$folder/bin/python" -m pip --quiet --quiet --disable-pip-version-check install \
        --no-deps --require-hashes --only-binary :all: -r "$lock" || return 1
    stamp "$1" "$(hash_of "$lock")"
}

# PySide carries sources that each start would compile: in a folder of their own they stay compiled.
# "yes" takes away what another version left there.
unpack_signatures() {
    key=$(hash_of "$root/requirements/$1.txt")
    if stamped signatures "$key"; then return; fi
    for embedded in yes no; do
        PYTHONDONTWRITEBYTECODE='' SBK_EMBED=$embedded "$folder/bin/python" -c 'import shiboken6'
    done
    stamp signatures "$key"
}

# System libraries. A missing one is said with the line to type; without the window's it ends here.
install_libraries() {
    key=$(hash_of "$root/packaging/setup/system.sh")
    if stamped "system-$1" "$key"; then return; fi
    if install_system $2; then
        stamp "system-$1" "$key"
    elif ! "$folder/bin/python" -c 'import PySide6.QtWidgets' 2>/dev/null; then
        exit 1
    fi
}

# The package that holds the library of Debian's own Python; nothing for another's.
python_library() {
    "$folder/bin/python" -c 'import sys
if sys.base_prefix == "/usr": print("libpython%d.%d-dev" % sys.version_info[:2])'
}

make_environment
case $purpose in
run)
    install_lock run
    unpack_signatures run
    install_libraries run "$RUN_LIBRARIES"
    ;;
test)
    install_lock run
    unpack_signatures run
    install_lock dev
    install_libraries test "$RUN_LIBRARIES $TEST_TOOLS"
    ;;
room)
    install_libraries room "$ROOM_TOOLS"
    ;;
package)
    install_lock package
    unpack_signatures package
    install_lock build
    install_libraries package "$RUN_LIBRARIES $BUILD_TOOLS $(python_library)"
    ;;
train)
    install_lock train
    # The registry's torch for Linux brings CUDA along. For the CPU a build without it is enough.
    if [ "${3:-cpu}" = cuda ]; then
        install_lock train-cuda
    elif ! install_lock train-cpu 2>/dev/null; then
        install_lock train-cuda
    fi
    ;;
esac
