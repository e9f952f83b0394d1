#!/bin/sh
# Arietta.app into a disk image, on macOS:  sh packaging/macos/make-dmg.sh VERSION
# The app lies in build/frozen, made by `python -m bundle`. Signed where ARIETTA_SIGN names an identity of
# the keychain, else as for oneself ("-"): then the first start is by a right click and Open.
set -eu
version=$1
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
app=$root/build/frozen/Arietta.app
image=$root/dist/Arietta-$version-$(uname -m).dmg

codesign --force --deep --options runtime --timestamp=none --sign "${ARIETTA_SIGN:--}" "$app"
codesign --verify --deep --strict "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
mkdir -p "$root/dist"
rm -f "$image"
hdiutil create -volname "Arietta $version" -srcfolder "$stage" -fs HFS+ -format ULFO "$image"
