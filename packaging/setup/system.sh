# Debian packages, and how to get the missing ones. Read by setup.sh.

# What Qt, rtmidi and the sound need: drawing, letters, X11, MIDI, sound.
RUN_LIBRARIES="libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3
    fonts-inter fonts-dejavu-core libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
    libasound2 libjack-jackd2-0 libpulse0"

# A screen, a window manager, hands and a file manager; a JACK server, a keyboard and an ear; who
# judges what a desktop reads.
TEST_TOOLS="xvfb openbox xdotool x11-utils pcmanfm jackd2 fluidsynth sox desktop-file-utils appstream"

# What makes a Debian of its own to install into.
ROOM_TOOLS="debootstrap"

# What takes a program apart and packs it.
BUILD_TOOLS="binutils dpkg-dev gcc libc6-dev xz-utils zstd"

# Whether a package is installed, under its name or the one that Debian 13 and Ubuntu 24.04 gave it.
installed() {
    for name in "$1" "$1t64"; do
        case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) in *" installed") return 0 ;; esac
    done
    return 1
}

# Installs the named packages that are missing: as root or by a sudo that asks nothing.
# Else prints the line to type.
install_system() {
    if ! command -v dpkg-query >/dev/null; then
        echo "arietta: no Debian here: see that these are there, under whatever name: $*" >&2
        return 1
    fi
    missing=
    for wanted in "$@"; do
        if ! installed "$wanted"; then missing="$missing $wanted"; fi
    done
    if [ -z "$missing" ]; then return 0; fi
    as_root=
    if [ "$(id -u)" = 0 ]; then as_root=env; fi
    if [ -z "$as_root" ] && sudo -n true 2>/dev/null; then as_root="sudo -n env"; fi
    if [ -n "$as_root" ]; then
        echo "arietta: installs$missing" >&2
        if apt_install $missing; then return 0; fi
    fi
    echo "arietta: system packages are missing. Type this, then start again:" >&2
    echo "    sudo apt-get install --yes --no-install-recommends$missing" >&2
    return 1
}

apt_install() {
    log=$(mktemp)
    if apt_get update >"$log" 2>&1 && apt_get install $(known_names "$@") >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

apt_get() { $as_root DEBIAN_FRONTEND=noninteractive apt-get --yes --no-install-recommends "$@"; }

# The name under which apt has each package.
known_names() {
    for name in "$@"; do
        if apt-cache show "$name" 2>/dev/null | grep -q '^Version'; then echo "$name"
        else echo "${name}t64"; fi
    done
}
