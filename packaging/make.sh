#!/usr/bin/env bash
# Makes the packages for Linux from a built program, without a network:
#
#   cargo build --profile dist && packaging/make.sh
#
# PROFILE names the profile it was built with (dist). The packages go to target/packages:
#
#   .tar.xz  with install.sh for a home folder        tar, xz
#   .deb     for Debian and Ubuntu                     cargo-deb
#   .rpm     for Fedora and openSUSE                   cargo-generate-rpm
#   .whl     for pip                                   maturin
#
# A package whose tool is missing is left out, and said so at the end; the exit code is then 3. Each tool reads its part
# of Cargo.toml or pyproject.toml and what stands in target/packaging.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${PROFILE:-dist}
folder=$profile
[ "$profile" = dev ] && folder=debug
built=${CARGO_TARGET_DIR:-target}/$folder/crossclaim
out=$PWD/target/packages
root=target/packaging/usr
share=$root/share
id=org.crossclaim.Crossclaim
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
machine=$(uname -m)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}

if [ ! -x "$built" ]; then
  echo "There is no program at $built. Build it first: cargo build --profile $profile" >&2
  exit 1
fi
if [ "$("$built" --version)" != "crossclaim $version" ]; then
  echo "The program at $built says “$("$built" --version)”, and Cargo.toml version $version. Build it anew." >&2
  exit 1
fi

# What is installed, as it will stand under /usr or ~/.local.
rm -rf target/packaging "$out"
mkdir -p "$out" "$root/bin" "$share"/{applications,metainfo,mime/packages,man/man1,doc/crossclaim/{guide,fonts}}
mkdir -p "$share"/{bash-completion/completions,fish/vendor_completions.d,zsh/vendor-completions}
install -m 755 "$built" "$root/bin/crossclaim"
install -m 644 packaging/linux/$id.desktop "$share/applications/"
install -m 644 packaging/linux/$id.metainfo.xml "$share/metainfo/"
install -m 644 packaging/linux/$id.mime.xml "$share/mime/packages/$id.xml"
for size in 16 32 48 64 128 256 512; do
  install -D -m 644 assets/icon/crossclaim-$size.png "$share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -D -m 644 assets/icon/crossclaim.svg "$share/icons/hicolor/scalable/apps/$id.svg"
"$built" man > "$share/man/man1/crossclaim.1"
"$built" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' | grep -vx help | while read -r command; do
  "$built" man "$command" > "$share/man/man1/crossclaim-$command.1"
done
gzip -9n "$share"/man/man1/*.1
"$built" completions bash > "$share/bash-completion/completions/crossclaim"
"$built" completions fish > "$share/fish/vendor_completions.d/crossclaim.fish"
"$built" completions zsh > "$share/zsh/vendor-completions/_crossclaim"
gzip -9nc CHANGELOG.md > "$share/doc/crossclaim/changelog.gz"
install -m 644 docs/format.md "$share/doc/crossclaim/"
install -m 644 docs/guide/*.md "$share/doc/crossclaim/guide/"
install -m 644 assets/fonts/*.txt "$share/doc/crossclaim/fonts/"

missing=()
# Runs a tool where it is there; its packages go to the folder of packages.
with() {
  local tool=$1
  shift
  if command -v "$tool" >/dev/null; then "$tool" "$@"; else missing+=("$tool"); fi
}

name=crossclaim-$version-linux-$machine
tree=target/packaging/$name
mkdir -p "$tree"
cp -r "$root/bin" "$share" "$tree/"
install -m 755 packaging/linux/install.sh "$tree/"
install -m 644 README.md LICENSE-MIT LICENSE-APACHE "$tree/"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C target/packaging -cJf "$out/$name.tar.xz" "$name"

with cargo-deb deb --no-build --no-strip --offline --output "$out/"
with cargo-generate-rpm generate-rpm --output "$out/"
with maturin build --frozen --profile "$profile" --out "$out"

(cd "$out" && sha256sum crossclaim* > SHA256SUMS && cat SHA256SUMS)
if [ ${#missing[@]} -gt 0 ]; then
  echo "Left out, because these are not installed: ${missing[*]}" >&2
  exit 3
fi
